import { describe, expect, test } from 'vitest';
import { carriedBy, carrying, withoutTrace } from '../../../shared/telemetry/messages.ts';
import { formatTraceParent, parseTraceParent } from '../../../shared/telemetry/traceparent.ts';

const line = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('given a line that hands a trace on', () => {
  test('when it is read and written again, then it is the same', () => {
    const parsed = parseTraceParent(line);
    expect(parsed).toMatchObject({ traceFlags: 1, isRemote: true });
    expect(parsed && formatTraceParent(parsed)).toBe(line);
  });

  test.each([
    undefined,
    '',
    'anything',
    line.replace('0af7', 'xyz7'),
    line.slice(0, -3),
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  ])('when it is %s, then nothing is handed on', (malformed) => {
    expect(parseTraceParent(malformed)).toBeUndefined();
  });
});

describe('given a message', () => {
  test('when it carries a trace, then it is told of it, and its function is not', () => {
    const message = { organizationIds: ['contoso'], traceparent: line };
    expect(carriedBy(message)).toBe(line);
    expect(withoutTrace(message)).toStrictEqual({ organizationIds: ['contoso'] });
  });

  test.each([[{ organizationIds: [] }], ['text'], [null], [[1]], [{ traceparent: 5 }]])(
    'when it is %j, then it is left as it is',
    (message) => {
      expect(carriedBy(message)).toBeUndefined();
      expect(withoutTrace(message)).toBe(message);
    },
  );

  test('when no telemetry is gathered, then it is sent as it is', () => {
    const message = { everyOrganization: true };
    expect(carrying(message)).toBe(message);
  });
});
