import { expect, it } from 'vitest';
import { bridgeHandlers, type BridgeDeps } from '../../../main/bridgeHandlers.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import { frozenDesk } from '../../support/frozen/frozenEstate.ts';

const links: DeskInfo['links'] = [
  { id: 'g', name: 'Grafana', kind: 'dashboard', url: 'https://g.example/d?s={{service}}' },
];

function open(url: string, desk: DeskInfo | undefined = { ...frozenDesk, links }, fault?: string) {
  const opened: string[] = [];
  // Only what opening a link touches.
  const deps = {
    feed: { desk: () => desk },
    openExternal: async (to: string) => {
      if (fault !== undefined) throw new Error(fault);
      opened.push(to);
    },
  } as unknown as BridgeDeps;
  // The handler asks nothing of its sender.
  const answer = bridgeHandlers(deps)['link.open']({ url }, undefined as never);
  return answer.then((answered) => ({ opened, answered }));
}

it("opens an address at a host of the policy's links in the system's browser", async () => {
  const { opened, answered } = await open('https://g.example/d?s=auth service');
  expect(answered).toMatchObject({ ok: false });
  expect(opened).toEqual([]);
  expect((await open('https://g.example/d?s=auth%20service')).opened).toEqual([
    'https://g.example/d?s=auth%20service',
  ]);
});

it('refuses every other address with one sentence, and all of them while no policy is known', async () => {
  for (const url of ['https://evil.example/d', 'file:///etc/passwd', 'javascript:alert(1)', 'x']) {
    const { opened, answered } = await open(url);
    expect([opened, answered]).toEqual([[], expect.objectContaining({ ok: false, code: 'refused' })]);
  }
  const { answered } = await open('https://evil.example/d');
  expect(answered).toMatchObject({
    message: "The policy's links name no address at evil.example, so it was not opened.",
  });
  expect((await open('https://g.example/', { ...frozenDesk, links: undefined })).opened).toEqual([]);
});

it("says so where the system's browser does not open it", async () => {
  const { answered } = await open('https://g.example/', { ...frozenDesk, links }, 'no browser');
  expect(answered).toMatchObject({ message: "The system's browser did not open it: no browser" });
});
