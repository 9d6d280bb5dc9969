// An ISO time and a zone → the moment that is meant.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAt } from '../../src/domain/at.ts';

describe('a time that explain is told', () => {
  const check = (sentence: string, row: { at: string; zone?: string; due: string | null }): void => {
    it(sentence, () => {
      const ms = readAt(row.at, row.zone ?? 'Asia/Seoul');
      assert.equal(ms === null ? null : new Date(ms).toISOString(), row.due);
    });
  };
  check('without an offset it is the wall clock of the zone', {
    at: '2026-11-28T12:00:00',
    due: '2026-11-28T03:00:00.000Z',
  });
  check('without seconds', { at: '2026-11-28T12:00', due: '2026-11-28T03:00:00.000Z' });
  check('with a blank for the T', { at: '2026-11-28 12:00', due: '2026-11-28T03:00:00.000Z' });
  check('a date alone is its midnight', { at: '2026-11-28', due: '2026-11-27T15:00:00.000Z' });
  check('with parts of a second', { at: '2026-11-28T12:00:00.25', due: '2026-11-28T03:00:00.250Z' });
  check('with Z', { at: '2026-11-24T03:31:00Z', due: '2026-11-24T03:31:00.000Z' });
  check('with an offset west', { at: '2026-11-23T19:30:00-05:00', due: '2026-11-24T00:30:00.000Z' });
  check('with an offset of half hours', { at: '2026-11-24T09:00:00+05:30', due: '2026-11-24T03:30:00.000Z' });
  check('in summer time', { at: '2026-07-01T12:00', zone: 'America/New_York', due: '2026-07-01T16:00:00.000Z' });
  check('an hour before the clocks go back', {
    at: '2026-11-01T00:30',
    zone: 'America/New_York',
    due: '2026-11-01T04:30:00.000Z',
  });
  check('an hour after they went back', {
    at: '2026-11-01T03:00',
    zone: 'America/New_York',
    due: '2026-11-01T08:00:00.000Z',
  });
  check('a day that does not exist', { at: '2026-02-30T12:00', due: null });
  check('an hour that does not exist', { at: '2026-02-03T24:30', due: null });
  check('a word', { at: 'tomorrow', due: null });
  check('nothing', { at: '', due: null });
  check('a Unix time', { at: '1700000000', due: null });

  it('reads back what any zone shows', () => {
    const zones = fc.constantFrom('Asia/Seoul', 'Asia/Kolkata', 'UTC', 'America/St_Johns', 'Pacific/Chatham');
    // January has no change of clocks in these zones, so that each wall clock is there once.
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 0, 30) }), (zone, at) => {
        const second = Math.floor(at / 1000) * 1000;
        const wall = new Date(second).toLocaleString('sv-SE', { timeZone: zone });
        assert.equal(readAt(wall, zone), second);
      }),
    );
  });
});
