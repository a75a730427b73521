/** Every outcome of a run as one file for a spreadsheet: the parts that the API gives, one after the other. */

export interface File {
  status: number;
  body: Buffer;
  /** As the API says it: a browser saves it under a name. */
  headers: Record<string, string>;
}

/** `address` is that of the outcomes in the API. A refusal is answered as it came. */
export async function csvOf(address: string, token: string): Promise<File> {
  const parts: Buffer[] = [];
  for (let next = `${address}?format=csv`; ; ) {
    const part = await fetch(next, { headers: { authorization: `Bearer ${token}` } });
    // As bytes: decoding would take the byte order mark away.
    parts.push(Buffer.from(await part.arrayBuffer()));
    const { 1: following } = /<([^>]+)>; rel="next"/.exec(part.headers.get('link') ?? '') ?? [];
    if (!part.ok || !following)
      return { status: part.status, body: Buffer.concat(parts), headers: kept(part) };
    next = following;
  }
}

function kept({ headers }: Response): Record<string, string> {
  const names = ['content-type', 'content-disposition'];
  return Object.fromEntries([...headers].filter(([name]) => names.includes(name)));
}
