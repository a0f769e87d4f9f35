// Answers every message with its own words: node examples/echo-bot.js http://127.0.0.1:8080 echo some-long-password ~/.echo-bot
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ParleyHttp, logIn } from '../src/node.js';

const [base = '', handle = '', password = '', folder = ''] = process.argv.slice(2);
const http = new ParleyHttp(base);
await http.register(handle, password).catch((problem) => {
  if (problem.code !== 'handle_taken') throw problem;
});
const known = `${folder}.device`;
const bot = await logIn(base, { handle, password, ...(existsSync(known) && { device: readFileSync(known, 'utf8') }) }, { folder });
writeFileSync(known, bot.device, { mode: 0o600 });

bot.session.on('message', ({ conversation, entry }) => {
  if (entry.kind !== 'message' || entry.from === bot.user || !entry.body) return;
  bot.session.read(conversation, entry.seq);
  bot.session.send(conversation, entry.body).accepted.catch((error) => console.error(`Not sent: ${error.message}`));
});
bot.session.on('state', (state) => console.log(state));
bot.session.start();

process.on('SIGTERM', async () => {
  await bot.session.close();
  await bot.store.close();
});
