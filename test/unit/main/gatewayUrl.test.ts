import { expect, it } from 'vitest';
import { feedUrlOf } from '../../../main/gatewayUrl.ts';

it.each([
  ['http://127.0.0.1:8450', 'ws://127.0.0.1:8450/feed'],
  ['https://noc.example/', 'wss://noc.example/feed'],
  ['wss://noc.example/feed', 'wss://noc.example/feed'],
  ['wss://noc.example/desk/feed', 'wss://noc.example/desk/feed'],
  ['ws://[::1]:8450', 'ws://[::1]:8450/feed'],
])('takes %s as %s', (given, feed) => {
  expect(feedUrlOf(given)).toEqual({ ok: true, value: feed });
});

it.each([
  '',
  'noc.example',
  'noc.example:8450',
  'ftp://noc.example',
  'javascript:alert(1)',
  'wss://me:pw@noc.example',
])('refuses %j', (given) => {
  expect(feedUrlOf(given)).toEqual({
    ok: false,
    error: expect.stringMatching(/^gatewayUrl: .+\.$/) as unknown,
  });
});
