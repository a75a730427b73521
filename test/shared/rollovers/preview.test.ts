/** The documents of a preview: how they are named, and that they are read back as they were written. */
import { describe, expect, test } from 'vitest';
import { Previews, previewsId, refuseRunning, stateOf } from '../../../shared/rollovers/asking.ts';
import { Handed, handedNothing, handedOne } from '../../../shared/rollovers/handing.ts';
import {
  isOperators,
  ownerOf,
  Preview,
  PreviewKey,
  PreviewMessage,
  PreviewPage,
  pageId,
  previewId,
  ttlSeconds,
} from '../../../shared/rollovers/preview.ts';
import { totalsOf } from '../../../shared/rollovers/totals.ts';
import { outcome } from './outcomes.ts';

const runId = '0b1e7c52-0000-4000-8000-000000000001';
const key = { owner: 'contoso', runId };
const at = '2027-03-02T09:00:00.000Z';
const lived = { schemaVersion: 1, ttl: ttlSeconds };
const results = { at, organizations: 1, failed: ['bad'], warned: 1, totals: totalsOf([outcome()]) };
const page = {
  ...{ ...lived, kind: 'previewPage', id: pageId(key, { message: 2, page: 3 }), preview: previewId(key) },
  ...{ message: 2, page: 3, isLast: true, outcomes: [outcome()] },
  summary: { ...results, after: 'a', upTo: 'contoso' },
};
const preview = {
  ...{ ...lived, ...key, kind: 'preview', id: previewId(key), on: '2027-07-01', warn: true, askedAt: at },
  ...{ handed: handedOne('contoso'), finished: results },
};
const previews = {
  ...{ ...lived, kind: 'previews', id: previewsId('contoso') },
  asked: [{ runId, on: '2027-07-01', askedAt: at }],
};

describe('who asks', () => {
  test('is an organization, or the operator for all of them', () => {
    expect([ownerOf('contoso'), ownerOf(undefined)]).toEqual(['contoso', 'operator.']);
    expect([isOperators({ owner: 'contoso' }), isOperators({ owner: ownerOf(undefined) })]).toEqual([
      ...[false, true],
    ]);
  });

  test('is named first by every document', () => {
    expect(previewId(key)).toBe(`contoso:${runId}`);
    expect(pageId(key, { message: 2, page: 3 })).toBe(`contoso:${runId}:2:3`);
    expect(previewsId('contoso')).toBe('contoso:previews');
  });

  test.each(['contoso', 'operator.'])('may be %s', (owner) => {
    expect(PreviewKey.parse({ owner, runId })).toEqual({ owner, runId });
  });

  test.each(['', 'other.', 'a:b'])('is refused as %o', (owner) => {
    expect(PreviewKey.safeParse({ owner, runId }).success).toBe(false);
  });
});

describe('what is written', () => {
  test('is kept for 400 days', () => {
    expect(ttlSeconds).toBe(34_560_000);
  });

  test.each([
    ['the preview', Preview, preview],
    ['a preview before it has finished', Preview, { ...preview, finished: undefined }],
    ['a page', PreviewPage, page],
    ['a page before the last', PreviewPage, { ...page, isLast: false, summary: undefined }],
    ['what was asked for', Previews, previews],
    ['a message', PreviewMessage, { ...key, part: handedOne('contoso').batch[0] }],
    ['a message that hands out', PreviewMessage, key],
    ['how far they were handed out', Handed, handedOne('contoso')],
  ])('as %s is read back', (_, schema, written) => {
    expect(schema.parse(written)).toEqual(written);
  });

  test('before people were counted is read as none', () => {
    const { warned: _, ...uncounted } = results;
    const read = Preview.parse({ ...preview, finished: uncounted });
    expect(read.finished).toEqual({ ...uncounted, warned: 0 });
  });

  test.each([
    ['a preview', Preview, { ...preview, kind: 'previewPage' }],
    ['a page', PreviewPage, { ...page, kind: 'preview' }],
    ['previews', Previews, { ...previews, kind: 'preview' }],
    ['a message', PreviewMessage, { ...key, more: true }],
  ])('as something else is refused as %s', (_, schema, written) => {
    expect(schema.safeParse(written).success).toBe(false);
  });

  test('begins with nothing handed out, or with the one that asks', () => {
    expect(handedNothing).toEqual({ messages: 0, organizations: 0, after: '', batch: [], done: false });
    expect(handedOne('contoso').batch).toEqual([{ message: 0, after: '', organizationIds: ['contoso'] }]);
  });
});

test('given a run asked for just now, when nothing is done yet, then it is running', () => {
  expect(stateOf({ askedAt: at }, { messages: 0, at: '' }, new Date(at))).toBe('running');
});

test('given one that is running, then another is refused with its name', () => {
  const message = `The preview ${runId} is running; wait until it has finished.`;
  expect(() => refuseRunning(runId)).toThrow(
    expect.objectContaining({ code: 'rollover/preview-running', message, details: { runId } }),
  );
});
