/** The mail service in a process of its own. Says in one line of JSON where it is. */
import { startMail } from '../../infra/local/mail.ts';

const { endpoint, accessKey } = await startMail({
  senders: { [process.argv[2] ?? '']: 'Microsoft Partner Center' },
});
console.log(JSON.stringify({ endpoint, accessKey }));
