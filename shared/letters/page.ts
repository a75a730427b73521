/** A letter as text and as HTML: one column that mail programs show alike, in light and dark. */
import { escapeHtml, textInHtml } from './markup.ts';
import type { Language } from './texts.ts';

interface Link {
  label: string;
  url: string;
  /** What a screen reader says, where the label alone would be said many times. */
  name?: string;
}

/** One location in one program. */
export interface Block {
  title: string;
  lines: string[];
  button: Link | undefined;
}

export interface Page {
  language: Language;
  subject: string;
  heading: string;
  opening: string[];
  blocks: Block[];
  button: Link | undefined;
  more: (Link & { text: string }) | undefined;
  closing: string;
  footer: string;
}

/** Lines end with LF. */
export function asText(page: Page): string {
  const blocks = page.blocks.map(({ title, lines, button }) =>
    [title, ...lines, ...(button ? [textLink(button)] : [])]
      .map((line, index) => (index === 0 ? `* ${line}` : `  ${line}`))
      .join('\n'),
  );
  const parts = [
    page.heading,
    ...page.opening,
    ...blocks,
    ...(page.more ? [`${page.more.text}\n${textLink(page.more)}`] : []),
    ...(page.button ? [textLink(page.button)] : []),
    page.closing,
    `-- \n${page.footer}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const textLink = ({ label, url }: Link) => `${label}: ${url}`;

/** Mail programs that ignore the style sheet still get the light colours, inline. */
const darkColours = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #1b1a19 !important; }
  .sheet { background: #292827 !important; border-color: #484644 !important; }
  .text { color: #f3f2f1 !important; }
  .quiet { color: #c8c6c4 !important; }
  .link { color: #6cb8f6 !important; }
  .line { border-color: #484644 !important; }
}
`;

const font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const wrap = 'overflow-wrap:anywhere;word-break:break-word';
const styles = {
  sheet: 'width:100%;max-width:600px;background:#ffffff;border:1px solid #e1dfdd;border-radius:8px',
  heading: `margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:600;color:#242424;${font};${wrap}`,
  text: `margin:0 0 16px;font-size:16px;line-height:1.5;color:#242424;${font};${wrap}`,
  title: `margin:0 0 4px;font-size:17px;line-height:1.4;font-weight:600;color:#242424;${font};${wrap}`,
  line: `margin:0 0 4px;font-size:15px;line-height:1.5;color:#424242;${font};${wrap}`,
  quiet: `margin:0;font-size:13px;line-height:1.5;color:#616161;${font};${wrap}`,
  block: 'padding:16px 0;border-top:1px solid #e1dfdd',
  button: `display:inline-block;padding:10px 20px;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:4px;${font}`,
};

export function asHtml(page: Page): string {
  return `<!doctype html>
<html lang="${page.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(page.subject)}</title>
<style>${darkColours}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f5f5f5">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f5f5f5"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="600" cellpadding="0" cellspacing="0" border="0" style="${styles.sheet}"><tr><td align="left" lang="${page.language}" dir="ltr" style="padding:32px">
<h1 class="text" style="${styles.heading}">${escapeHtml(page.heading)}</h1>
${contentOf(page).join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function contentOf(page: Page): string[] {
  return [
    ...page.opening.map(paragraph),
    ...page.blocks.map(block),
    ...(page.more ? [`<div class="line" style="${styles.block}">${more(page.more)}</div>`] : []),
    `<div class="line" style="${styles.block}">${page.button ? button(page.button, '0 0 16px') : ''}${paragraph(page.closing)}</div>`,
    `<p class="quiet" style="${styles.quiet}">${textInHtml(page.footer)}</p>`,
  ];
}

function paragraph(text: string): string {
  return `<p class="text" style="${styles.text}">${textInHtml(text)}</p>`;
}

function block({ title, lines, button: link }: Block): string {
  return `<div class="line" style="${styles.block}">
<h2 class="text" style="${styles.title}">${textInHtml(title)}</h2>
${lines.map((line) => `<p class="quiet" style="${styles.line}">${textInHtml(line)}</p>`).join('\n')}
${link ? button(link, '12px 0 0') : ''}</div>`;
}

function more({ text, label, url }: Link & { text: string }): string {
  const link = `<a class="link" href="${escapeHtml(url)}" style="color:#0f6cbd">${escapeHtml(label)}</a>`;
  return `<p class="text" style="${styles.text}">${escapeHtml(text)} ${link}</p>`;
}

/** The colour is the cell's too: some mail programs give links no padding of their own. */
function button({ label, url, name }: Link, margin: string): string {
  const spoken = name === undefined ? '' : ` aria-label="${escapeHtml(name)}"`;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:${margin}"><tr><td bgcolor="#0f6cbd" style="border-radius:4px;background:#0f6cbd"><a href="${escapeHtml(url)}"${spoken} style="${styles.button}">${escapeHtml(label)}</a></td></tr></table>`;
}
