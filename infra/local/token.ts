/** `npm run -s token -- NAME`: a bearer token for a sample user of the running local cloud. */
import { defaultPort } from './ports.ts';

const desk = `http://127.0.0.1:${defaultPort() + 1}`;
const name = process.argv[2] ?? '';
const answer = await fetch(`${desk}/tokens/${encodeURIComponent(name)}`).catch(() => undefined);
const text = await answer?.text();
if (answer?.ok) console.log(text);
else console.error(text ?? `No local cloud answers at ${desk}: run npm start first (with the same PORT).`);
process.exitCode = answer?.ok ? 0 : 1;
