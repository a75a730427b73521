/** Somebody at the pages of the desk: opens them, and presses their buttons. */
import type { TestCloud } from '../functions/harness.ts';

export function visitorOf(local: { readonly cloud: TestCloud }) {
  const read = async (response: Response) => ({
    status: response.status,
    url: response.url,
    // As it came: `text()` would take a byte order mark away.
    html: Buffer.from(await response.arrayBuffer()).toString(),
  });
  const open = async (path: string) => read(await fetch(`${local.cloud.desk.url}${path}`));
  /** The page that follows is answered. */
  const press = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return read(await fetch(`${local.cloud.desk.url}${path}`, { method: 'POST', body }));
  };
  /** A button of the page as this person sees it, with everything that its form holds. */
  const use = async (path: string, fields: { as: string; do: string } & Record<string, string>) => {
    const { html } = await open(`${path}?as=${fields.as}`);
    const form = formsIn(html).find((one) => hidden(one, 'do') === fields.do);
    if (!form) throw new Error(`${path} has no button ${fields.do} for ${fields.as}`);
    const kept = ['etag', 'requirement', 'resendId'].map((name) => [name, hidden(form, name)]);
    return press(path, { ...Object.fromEntries(kept.filter(([, value]) => value !== '')), ...fields });
  };
  return { open, press, use };
}

export const formsIn = (html: string) => html.match(/<form.*?<\/form>/gs) ?? [];

export const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '';
