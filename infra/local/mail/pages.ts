/** The inbox as people see it: a list, and each mail as its reader would get it. */
import { escapeHtml } from '../../../shared/letters/markup.ts';
import type { DeliveryStatus, MailAddress, ReceivedMail } from './message.ts';

export function listPage(mails: ReceivedMail[]): string {
  const rows = mails.map(
    (mail) => `<tr>
  <td>${named(mail.from)}</td>
  <td>${mail.to.map(named).join('<br>')}</td>
  <td><a href="/messages/${encodeURIComponent(mail.messageId)}">${escapeHtml(mail.subject)}</a></td>
  <td>${deliveryOf(mail)}</td>
  <td><time datetime="${escapeHtml(mail.acceptedAt)}">${time(mail.acceptedAt)}</time></td>
</tr>`,
  );
  const table = `<table>
<thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Subject</th><th scope="col">Delivery</th><th scope="col">Time (UTC)</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
  const content =
    mails.length > 0 ? table : '<p class="empty">No mail yet. This page looks again every five seconds.</p>';
  const count = mails.length === 1 ? '1 message' : `${mails.length} messages`;
  return page(
    'Inbox',
    `<h1>Inbox</h1>\n<p class="quiet">${count}</p>\n${content}`,
    '<meta http-equiv="refresh" content="5">',
  );
}

export function messagePage(mail: ReceivedMail): string {
  // The base opens links of the mail in a tab of their own; without it they would open inside the frame.
  const framed = escapeHtml(`<base target="_blank">${mail.html}`);
  const html = `<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${framed}"></iframe>`;
  return page(
    mail.subject,
    `<p><a href="/">← Inbox</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<dl>
<dt>From</dt><dd>${named(mail.from)}</dd>
<dt>To</dt><dd>${mail.to.map(named).join(', ')}</dd>
<dt>Time</dt><dd>${time(mail.acceptedAt)} UTC</dd>
<dt>Delivery</dt><dd>${deliveryOf(mail)}</dd>
<dt>Operation</dt><dd><code>${escapeHtml(mail.operationId)}</code></dd>
</dl>
${deliveryForm(mail)}
${mail.html === '' ? '' : `<h2>As HTML</h2>\n${html}`}
${mail.plainText === '' ? '' : `<h2>As text</h2>\n<pre>${escapeHtml(mail.plainText)}</pre>`}`,
  );
}

/** What can be made of a mail by hand. */
const buttons = {
  Delivered: 'It is delivered',
  Bounced: 'It bounces',
  Suppressed: 'It is suppressed',
} satisfies Partial<Record<DeliveryStatus, string>>;

export const isCausable = (status: string): status is keyof typeof buttons => Object.hasOwn(buttons, status);

function deliveryForm({ messageId, operationId }: ReceivedMail): string {
  const pressed = Object.entries(buttons).map(
    ([status, words]) => `<button name="status" value="${status}">${words}</button>`,
  );
  // A repeated operation has a message of its own, which nobody knows.
  const unknown = messageId === operationId ? '' : ' The service does not know this copy of the mail.';
  return `<form method="post" action="/messages/${encodeURIComponent(messageId)}/delivery">
<fieldset><legend>What becomes of this mail</legend>
${pressed.join('\n')}
<p class="quiet">Posts a delivery report, as the mail service would. The letter keeps it (<code>GET …/letters</code>); of an invitation, its page shows it under “Who was told of the invitation”, and one that did not arrive is told to the Account administrators within the next minute.${unknown}</p>
</fieldset></form>`;
}

export function missingPage(): string {
  return page('Not here', '<p><a href="/">← Inbox</a></p>\n<h1>There is no such mail</h1>');
}

function named({ address, displayName }: MailAddress): string {
  const quiet = `<span class="quiet">${escapeHtml(address)}</span>`;
  return displayName ? `${escapeHtml(displayName)} ${quiet}` : escapeHtml(address);
}

function deliveryOf({ delivery }: ReceivedMail): string {
  return delivery ?? '<span class="quiet">not reported</span>';
}

function time(acceptedAt: string): string {
  return escapeHtml(acceptedAt.slice(0, 19).replace('T', ' '));
}

function page(title: string, content: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – local mail</title>
${head}
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --line: #8884; --quiet: #6b6b6b; --panel: #8881; }
@media (prefers-color-scheme: dark) { :root { --quiet: #a3a3a3; } }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: .5rem 0; }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
td { overflow-wrap: break-word; }
td .quiet { display: inline-block; }
time { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
fieldset { margin: 1rem 0; border: 1px solid var(--line); border-radius: .5rem; }
fieldset p { margin: .5rem 0 0; }
button { font: inherit; padding: .25rem .75rem; }
dt, .quiet { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 36rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
pre { padding: 1rem; border-radius: .5rem; background: var(--panel); white-space: pre-wrap; overflow-wrap: anywhere; }
.empty { padding: 3rem 1rem; text-align: center; border: 1px dashed var(--line); border-radius: .5rem; }
`;
