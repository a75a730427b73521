/** The requests of a tick without its decisions: nothing is parsed, chosen or written in words. */
import type { Container, JSONObject } from '@azure/cosmos';
import type { Mailer } from '../../shared/letters/mailer.ts';

interface BareDeps {
  partners: Container;
  programs: Container;
  runs: Container;
  mailer: Mailer;
}

type Raw = JSONObject & { id: string; recipient: string; _etag: string };

const partition = 'contoso';
const html = `<p>${'text '.repeat(700)}</p>`;
const plainText = 'text '.repeat(150);

/** @returns how many mails were sent. */
export async function bareTick(deps: BareDeps, nowIso: string, atOnce: number): Promise<number> {
  const due = deps.partners.items.query<Raw>(
    {
      query:
        "SELECT * FROM c WHERE c.kind = 'letter' AND c.state = 'due' AND c.dueAt <= @now ORDER BY c.priority, c.dueAt",
      parameters: [{ name: '@now', value: nowIso }],
    },
    { maxItemCount: 50 },
  );
  let sent = 0;
  while (due.hasMoreResults()) {
    const { resources = [] } = await due.fetchNext();
    await takeQuota(deps.runs);
    const queue = resources.values();
    const work = async () => {
      for (const letter of queue) await sendBare(deps, letter);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    sent += resources.length;
  }
  return sent;
}

async function takeQuota(runs: Container): Promise<void> {
  await runs.item('quota', 'quota').read();
  await runs.items.upsert({ id: 'quota', taken: [] });
}

async function sendBare({ partners, programs, mailer }: BareDeps, letter: Raw): Promise<void> {
  const replace = async (etag: string, state: string) => {
    const options = { accessCondition: { type: 'IfMatch', condition: etag } };
    const body = { ...letter, state, operationId: letter.id.slice(7), attempts: 1 };
    return (await partners.item(letter.id, partition).replace(body, options)).etag;
  };
  const read = (id: string) => partners.item(id, partition).read();
  const list = (query: string) =>
    partners.items.query(query, { partitionKey: partition, maxItemCount: 500 }).fetchNext();
  const etag = await replace(letter._etag, 'due');
  await Promise.all([
    read('organization'),
    read('roster'),
    read(`member:${letter.recipient}`),
    list("SELECT * FROM c WHERE c.kind = 'enrollment'"),
  ]);
  await Promise.all([
    list("SELECT c.mpnId, c.name FROM c WHERE c.kind = 'location'"),
    programs.item('csp-indirect', 'csp-indirect').read(),
  ]);
  const to = { address: 'somebody@contoso.example', displayName: 'Somebody' };
  await mailer.send({ operationId: letter.id.slice(7), to, subject: 'Invitation', plainText, html });
  await replace(etag, 'sent');
}
