// The floor: the smallest bot on the same SDK, which answers every message of a person with one fixed text.
import { RTMClient } from '@slack/rtm-api';
import { WebClient } from '@slack/web-api';

const options = { slackApiUrl: process.env.SLACK_API_URL };
const web = new WebClient(process.env.SLACK_BOT_TOKEN, options);
const rtm = new RTMClient(process.env.SLACK_BOT_TOKEN, options);
rtm.on('message', (event) => {
  if (event.bot_id || event.subtype) return;
  void web.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: '응 안녕' });
});
await rtm.start();
