import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPolled, readStartedAt, readWebhook } from '../../../../gateway/sources/alertmanagerAnswer.ts';
import { hashAt } from '../../../../gateway/sources/constitutionalHash.ts';
import {
  onGrid,
  parseJson,
  readAnswer,
  readInstant,
  readRange,
  readRules,
} from '../../../../gateway/sources/prometheusAnswer.ts';

const now = 1_800_000_000_000;

/** Objects whose keys are those that the parsers look for, with anything in them. */
const keys = [
  'status',
  'data',
  'resultType',
  'result',
  'value',
  'values',
  'groups',
  'rules',
  'alerts',
  'version',
  'labels',
  'fingerprint',
  'startsAt',
  'endsAt',
  'uptime',
  '__proto__',
  'constructor',
];
const nearly = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'success',
      'vector',
      'error',
      '4',
      '0001-01-01T00:00:00Z',
      'NaN',
      null,
      0,
      Number.MAX_VALUE,
    ),
    fc.jsonValue(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('any')),
  ),
})).any;

describe('parsers', () => {
  test('garbage never throws, and is never mistaken for an empty answer', () => {
    fc.assert(
      fc.property(nearly, fc.string(), (garbage, text) => {
        readInstant(garbage);
        readRange(garbage);
        readRules(garbage);
        readStartedAt(garbage);
        readWebhook(garbage, now);
        parseJson(text);
        hashAt(text, 'a.b');
        readAnswer({ status: 200, text }, 'http://x');
        readAnswer({ status: 200, text: JSON.stringify(garbage) ?? '' }, 'http://x');
        expect(readPolled(garbage, now).ok).toBe(Array.isArray(garbage));
      }),
      { numRuns: 500 },
    );
  });

  test('NaN and infinity are no value; zero is', () => {
    const read = readInstant({
      resultType: 'vector',
      result: ['NaN', '+Inf', '-Inf', '0', '7.8'].map((text) => ({ metric: {}, value: [1, text] })),
    });
    expect(read.ok && read.value.map(({ value }) => value)).toEqual([
      undefined,
      undefined,
      undefined,
      0,
      7.8,
    ]);
  });

  test('says in a sentence what came in place of an answer', () => {
    expect(readAnswer({ status: 503, text: '' }, 'http://prom:9090')).toEqual({
      ok: false,
      error: { refused: false, sentence: 'HTTP 503 from http://prom:9090' },
    });
    expect(readAnswer({ status: 200, text: '<html>' }, 'x')).toMatchObject({
      error: { sentence: 'answer is not Prometheus JSON' },
    });
    expect(
      readAnswer(
        { status: 400, text: '{"status":"error","errorType":"bad_data","error":"parse error"}' },
        'x',
      ),
    ).toMatchObject({ error: { refused: true, sentence: 'parse error' } });
  });

  test('holes in a range are null, on the grid', () => {
    const points = onGrid(
      [
        { at: 0, value: 1 },
        { at: 2_010, value: 3 },
        { at: 3_000, value: undefined },
        { at: 9_000, value: 9 },
      ],
      { endsAt: 4_000, stepMs: 1_000, count: 5 },
    );
    expect(points).toEqual([1, null, 3, null, null]);
  });

  test('one alert that cannot be read costs no other, and is counted', () => {
    const good = {
      fingerprint: 'a',
      labels: { alertname: 'X' },
      startsAt: '2026-11-21T02:00:00Z',
      endsAt: '2026-11-21T02:05:00Z',
      status: { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [] },
      newField: 1,
    };
    const read = readPolled([good, good, { fingerprint: 'b' }], now);
    expect(read).toMatchObject({
      ok: true,
      value: {
        unreadable: 1,
        alerts: [
          { fingerprint: 'a', state: 'suppressed', silencedBy: ['s'], endsAt: Date.UTC(2026, 10, 21, 2, 5) },
        ],
      },
    });
  });

  test('when an alert was told last renewed its lease', () => {
    const alert = {
      fingerprint: 'a',
      labels: {},
      startsAt: '2026-11-21T02:00:00Z',
      endsAt: '2026-11-21T02:05:00Z',
    };
    const read = readPolled(
      [
        { ...alert, updatedAt: '2026-11-21T02:01:00Z' },
        { ...alert, fingerprint: 'b' },
      ],
      now,
    );
    const updated = read.ok ? read.value.alerts.map(({ updatedAt }) => updatedAt) : [];
    expect(updated).toEqual([Date.UTC(2026, 10, 21, 2, 1), undefined]);
  });

  test("a webhook's year 1 is no end", () => {
    const alert = {
      status: 'firing',
      fingerprint: 'a',
      labels: {},
      annotations: {},
      startsAt: '2026-11-21T02:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
    };
    const read = readWebhook({ version: '4', truncatedAlerts: 2, alerts: [alert] }, now);
    expect(read).toMatchObject({
      ok: true,
      value: { truncated: 2, alerts: [{ state: 'firing', endsAt: undefined }] },
    });
    expect(readWebhook({ version: '3', alerts: [] }, now)).toMatchObject({ ok: false });
  });

  test('finds a nested hash, and no inherited key', () => {
    expect(hashAt('{"a":{"hash":"cdd0"}}', 'a.hash')).toBe('cdd0');
    expect(hashAt('{"a":{}}', 'a.constructor')).toBeUndefined();
    expect(hashAt('not json', 'a')).toBeUndefined();
  });
});
