// Which texts are refused in the bot token's place, which errors are fatal, and that each has a sentence of its own.
import assert from 'node:assert/strict';
import { classifyConnect, fatalSentence } from '../../src/slack/failure.ts';
import { tokenFault } from '../../src/slack/token.ts';

describe('slack/token', () => {
  for (const token of [
    'xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx',
    'xoxb-practice-3f2a',
    'xoxb-anything-123',
    'xoxb-test',
    'xoxb-1',
    'xoxb-test-token',
  ]) {
    it(`lets ${token} pass`, () => assert.equal(tokenFault(token), null));
  }

  const refused: readonly [string, RegExp][] = [
    ['', /empty/],
    ['  ', /empty/],
    ['xoxp-123-456', /person/],
    ['xapp-1-A1-2-abc', /app token/],
    ['xoxe.xoxb-1-abc', /rotating/],
    ['xoxe-1-abc', /rotating/],
    ['xoxc-123', /not a bot/],
    ['xoxs-123', /not a bot/],
    ['xoxa-2-123', /not a bot/],
    ['xoxb-your-token', /placeholder/],
    ['xoxb-your-token-here', /placeholder/],
    ['xoxb-…', /placeholder/],
    ['xoxb-...', /placeholder/],
    ['xoxb-', /placeholder/],
    ['xoxb-xxxx-xxxx', /placeholder/],
    ['xoxb-XXXXXXXX', /placeholder/],
    ['xoxb-<token>', /placeholder/],
    ['changeme', /placeholder/],
    ['xoxb-여기에', /placeholder/],
    ['"xoxb-1-2"', /quotes/],
    ['xoxb-1-2\n', /blanks/],
    ['xoxb-1 2', /blanks/],
    ['“xoxb-1-2”', /quotes/],
    ['hunter2', /not a Slack bot token/],
    ['Bearer-xoxb-1', /not a Slack bot token/],
    ['xoxb-1-ｘ', /character/],
  ];
  for (const [token, about] of refused) {
    it(`refuses ${JSON.stringify(token)} and does not repeat it`, () => {
      const fault = tokenFault(token);
      assert.ok(fault);
      assert.match(fault.en, about);
      if (token.length > 8) assert.ok(!fault.en.includes(token) && !fault.ko.includes(token));
    });
  }
});

const platform = (error: string): unknown =>
  Object.assign(new Error(error), { code: 'slack_webapi_platform_error', data: { ok: false, error } });

describe('slack/failure', () => {
  const fatal = [
    'not_authed',
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_allowed_token_type',
    'missing_scope',
    'is_bot',
    'access_denied',
    'accesslimited',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'org_login_required',
    'two_factor_setup_required',
    'method_deprecated',
    'deprecated_endpoint',
    'unknown_method',
    'no_permission',
  ];
  for (const error of fatal) {
    it(`calls ${error} fatal`, () => assert.deepEqual(classifyConnect(platform(error)), { kind: 'fatal', why: error }));
  }
  for (const error of [
    'ratelimited',
    'migration_in_progress',
    'team_added_to_org',
    'service_unavailable',
    'internal_error',
    'fatal_error',
    'request_timeout',
  ]) {
    it(`tries again after ${error}`, () => assert.equal(classifyConnect(platform(error)).kind, 'retry'));
  }
  for (const thrown of [null, undefined, 7, 'text', new TypeError('x'), {}, platform('<html>')]) {
    it(`tries again after ${String(thrown)} is thrown`, () =>
      assert.deepEqual(classifyConnect(thrown), { kind: 'retry', why: 'not_slack', afterMs: null }));
  }

  it('has a sentence of its own for each fatal error, in both languages', () => {
    const sentences = [...fatal, 'never_heard_of'].map((why) => fatalSentence(why, 'bot'));
    assert.equal(new Set(sentences.map(({ ko }) => ko)).size, fatal.length + 1);
    assert.equal(new Set(sentences.map(({ en }) => en)).size, fatal.length + 1);
    for (const { ko } of sentences) assert.match(ko, /[가-힣].*요\.$/);
  });

  it("explains a modern app's token", () => {
    const { ko, en } = fatalSentence('not_allowed_token_type', 'bot');
    for (const sentence of [ko, en])
      for (const word of [/RTM/, /Socket Mode/, /xapp-/, /xoxb-/]) assert.match(sentence, word);
  });
});
