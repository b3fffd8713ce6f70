import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silenceMatch } from '../../../shared/rules/silenceMatch.ts';
import type { LabelMatcher } from '../../../shared/model/silence.ts';
import { startAlertmanager } from '../../support/alertmanager.ts';
import { findProgram } from '../../support/prerequisites.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';
import { equals, silencedDesk, until } from './silencedDesk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const timeout = 60_000;

interface Told {
  readonly id: string;
  readonly status: { readonly state: string };
  readonly comment: string;
  readonly createdBy: string;
  readonly endsAt: string;
}

describe.skipIf(findProgram('alertmanager') === undefined)('silences of a real Alertmanager', () => {
  const config = temporaryFolder('silences-config');
  let alertmanager: RestartableServer;
  let folder: ReturnType<typeof temporaryFolder>;
  let desk: Awaited<ReturnType<typeof silencedDesk>>;

  const told = async (): Promise<readonly Told[]> =>
    (await (await fetch(`${alertmanager.url}/api/v2/silences`)).json()) as readonly Told[];
  const inForce = async (name: string): Promise<readonly Told[]> =>
    (await told()).filter(({ status, comment }) => status.state !== 'expired' && comment.startsWith(name));
  const fire = async (...labels: readonly Readonly<Record<string, string>>[]): Promise<void> => {
    const body = JSON.stringify(labels.map((one) => ({ labels: one })));
    const headers = { 'content-type': 'application/json' };
    const posted = await fetch(`${alertmanager.url}/api/v2/alerts`, { method: 'POST', headers, body });
    expect(posted.status).toBe(200);
  };
  const create = (comment: string, matchers: LabelMatcher[], id = comment): void => {
    const params = { source: 'am', matchers, endsAt: Date.now() + hourMs, comment };
    expect(desk.give(id, { name: 'silence.create', params })).toMatchObject({
      ok: true,
      message: 'Silence: asked for',
    });
  };
  const active = (comment: string) =>
    until(`"${comment}" is active`, () =>
      desk.silences().find((one) => one.comment === comment && one.state === 'active' && !one.request),
    );

  beforeAll(async () => {
    writeFileSync(
      join(config.path, 'alertmanager.yml'),
      'route: { receiver: x }\nreceivers: [{ name: x }]\n',
    );
    alertmanager = await startAlertmanager({ configDir: config.path });
  }, timeout);
  afterAll(async () => {
    await alertmanager?.stop();
    config.remove();
  });
  beforeEach(async () => {
    folder = temporaryFolder('silences');
    desk = await silencedDesk(alertmanager.url, folder.path);
  });
  afterEach(async () => {
    await desk.stop();
    folder.remove();
  });

  it('makes one, says what it hides, extends it and expires it', { timeout }, async () => {
    await fire({ alertname: 'HighLatency', service: 'auth' }, { alertname: 'HighLatency', service: 'audit' });
    create('deploy', [equals('alertname', 'HighLatency'), equals('service', 'auth')]);
    expect(desk.silences()).toMatchObject([{ state: 'requested', createdBy: 'M. Tanaka' }]);
    const made = await active('deploy');
    expect(made).toMatchObject({ createdBy: 'M. Tanaka', source: 'am' });
    const hiding = await until('it hides its alert', () => {
      const one = desk.world.get('silence', made.id);
      return one?.hidesTotal === 1 ? one : undefined;
    });
    expect(desk.world.get('alert', hiding.hides[0] ?? '')).toMatchObject({
      state: 'suppressed',
      service: 'auth',
    });
    const endsAt = Date.now() + 2 * hourMs;
    desk.give('extend', { name: 'silence.extend', params: { silence: made.id, endsAt } });
    expect(desk.world.get('silence', made.id)?.request).toMatchObject({ act: 'extend', state: 'pending' });
    const twin = desk.give('twin', { name: 'silence.expire', params: { silence: made.id } });
    expect(twin).toMatchObject({ ok: false, code: 'refused' });
    await until('it ends later', () =>
      desk.world.get('silence', made.id)?.endsAt === endsAt ? true : undefined,
    );
    expect(await inForce('deploy')).toHaveLength(1);
    desk.give('expire', { name: 'silence.expire', params: { silence: made.id } });
    await until('it is expired', () =>
      desk.world.get('silence', made.id)?.state === 'expired' ? true : undefined,
    );
    expect(desk.world.get('silence', made.id)).toMatchObject({ hides: [], hidesTotal: 0 });
    await until('the last outcome', () => (desk.events().length === 6 ? true : undefined));
    expect(desk.events().filter((type) => type === 'silence.done')).toHaveLength(3);
    desk.give('late', { name: 'silence.extend', params: { silence: made.id, endsAt } });
    const failed = await until('it fails', () => {
      const { request } = desk.world.get('silence', made.id) ?? {};
      return request?.state === 'failed' ? request : undefined;
    });
    expect(failed.text).toBe('Not extended: it has expired; make a new one');
  });

  it('tells the incident whose alerts it hides, whoever did what and wherever', { timeout }, async () => {
    await fire({ alertname: 'Told', service: 'redis' });
    const { id } = await until('its incident', () =>
      desk.world
        .ids('incident')
        .flatMap((each) => desk.world.get('incident', each) ?? [])
        .find(({ alerts, service }) => alerts.length === 1 && service === 'redis'),
    );
    const told = (line: RegExp) =>
      until(String(line), () => {
        const { timeline = [] } = desk.world.get('incident', id) ?? {};
        return timeline.find(({ text }) => line.test(text));
      });
    create('told', [equals('alertname', 'Told')]);
    await told(/^A silence of M\. Tanaka until .* UTC hides 1 of its 1 alert: told$/);
    const made = await active('told');
    const params = { silence: made.id, endsAt: Date.now() + 2 * hourMs };
    desk.give('told longer', { name: 'silence.extend', params });
    await told(/^The silence was extended by M\. Tanaka until /);
    await fetch(`${alertmanager.url}/api/v2/silence/${made.id.replace('am/', '')}`, { method: 'DELETE' });
    await told(/^The silence until .* UTC was expired$/);
    const brief = { source: 'am', matchers: [equals('alertname', 'Told')], comment: 'brief' };
    desk.give('told briefly', { name: 'silence.create', params: { ...brief, endsAt: Date.now() + 4_000 } });
    await told(/hides 1 of its 1 alert: brief$/);
    await told(/^The silence ended at .* UTC, as planned$/);
  });

  it('makes one, not two, where the answer is lost', { timeout }, async () => {
    desk.wire.losePosts = 1;
    create('lost', [equals('alertname', 'Lost')]);
    await until('the pending problem', () =>
      desk.silences().find(({ request }) => request?.text.includes('again')),
    );
    await active('lost');
    expect(await inForce('lost')).toHaveLength(1);
    expect(desk.wire.posts).toBe(1);
    await until('its outcome', () => (desk.events().length === 2 ? true : undefined));
    create('lost', [equals('alertname', 'Lost')]);
    expect(desk.events()).toEqual(['silence.requested', 'silence.done']);
  });

  it('finds the one that a gateway made before it was killed', { timeout }, async () => {
    desk.wire.losePosts = Number.POSITIVE_INFINITY;
    create('killed', [equals('alertname', 'Killed')]);
    await until('it is made', async () => ((await inForce('killed')).length > 0 ? true : undefined));
    await desk.stop();
    expect(await inForce('killed')).toHaveLength(1);
    desk = await silencedDesk(alertmanager.url, folder.path);
    await active('killed');
    await until('its outcome', () => (desk.events().length === 2 ? true : undefined));
    expect(await inForce('killed')).toHaveLength(1);
    expect(desk.wire.posts).toBe(0);
    expect(desk.events()).toEqual(['silence.requested', 'silence.done']);
  });

  it('keeps one where Alertmanager slept through the first try', { timeout }, async () => {
    await until('the list', () => desk.operations.chain().find(({ freshness }) => freshness === 'fresh'));
    desk.wire.losePosts = 0;
    await alertmanager.kill('SIGSTOP');
    try {
      create('slept', [equals('alertname', 'Slept')]);
      await until('a try fails', () =>
        desk.silences().find(({ request }) => request?.text.includes('no answer')),
      );
    } finally {
      await alertmanager.kill('SIGCONT');
    }
    await active('slept');
    await until('its outcome', () => (desk.events().length === 2 ? true : undefined));
    expect(await inForce('slept')).toHaveLength(1);
  });

  it(
    'forgets silences of an Alertmanager that came back empty, and fails to extend what is gone',
    { timeout },
    async () => {
      create('gone', [equals('alertname', 'Gone')]);
      const made = await active('gone');
      const fresh = await startAlertmanager({ configDir: config.path });
      try {
        // The same source at an Alertmanager that knows nothing: as after the loss of its disk.
        await desk.stop();
        desk = await silencedDesk(fresh.url, folder.path);
        desk.give('extend', {
          name: 'silence.extend',
          params: { silence: made.id, endsAt: Date.now() + 2 * hourMs },
        });
        await until('it failed', () => (desk.events().includes('silence.failed') ? true : undefined));
        await until('it is shown no more', () =>
          desk.silences().every(({ comment }) => comment !== 'gone') ? true : undefined,
        );
      } finally {
        await fresh.stop();
      }
    },
  );

  it('says what Alertmanager refuses, at once', { timeout }, async () => {
    // RE2 has a limit on counted repetition that JavaScript does not have.
    create('refused', [{ name: 'alertname', value: 'a{2000}', isRegex: true, isEqual: true }]);
    const { request } = await until('it failed', () =>
      desk.silences().find((one) => one.request?.state === 'failed'),
    );
    expect(request?.text).toMatch(/^Not made: HTTP 400 from http:.*invalid/);
  });

  it('hits in the preview what Alertmanager then hides', { timeout }, async () => {
    const names = ['', 'auth', 'auth2', 'a.b', 'AUTH', 'x\ny'];
    const alerts = names.map((service, place) => ({
      ...{ alertname: 'Agreement', place: String(place) },
      ...(service === '' ? {} : { service }),
    }));
    await fire(...alerts);
    const fits: readonly Omit<LabelMatcher, 'name'>[] = [
      { value: 'auth', isRegex: false, isEqual: true },
      { value: 'auth', isRegex: false, isEqual: false },
      { value: 'auth', isRegex: true, isEqual: true },
      { value: 'auth.*', isRegex: true, isEqual: false },
      { value: '', isRegex: false, isEqual: true },
      { value: '(?i)auth', isRegex: true, isEqual: true },
      { value: 'a\\.b|x.y', isRegex: true, isEqual: true },
      { value: '(?s)x.y', isRegex: true, isEqual: true },
      { value: '\\w*\\d?|[[:alpha:]]', isRegex: true, isEqual: true },
      { value: 'x\\sy|(?P<n>a)u\\pLh', isRegex: true, isEqual: true },
      { value: '.+', isRegex: true, isEqual: false },
    ];
    let judged = 0;
    for (const [place, fit] of fits.entries()) {
      const matchers = [equals('alertname', 'Agreement'), { name: 'service', ...fit }];
      const mine = silenceMatch(matchers);
      // What can't be judged is refused, never guessed.
      if (!mine.ok) continue;
      judged += 1;
      create(`agree ${place}`, matchers);
      const made = await active(`agree ${place}`);
      const id = made.id.replace('am/', '');
      const seen = await until('all are listed', async () => {
        const answer = await fetch(`${alertmanager.url}/api/v2/alerts?filter=alertname%3D%22Agreement%22`);
        const all = (await answer.json()) as readonly {
          readonly labels: Record<string, string>;
          readonly status: { readonly silencedBy: readonly string[] };
        }[];
        return all.length === alerts.length ? all : undefined;
      });
      const hidden = seen
        .filter(({ status }) => status.silencedBy.includes(id))
        .map(({ labels }) => labels['place']);
      const expected = alerts
        .filter((labels) => mine.value(labels as Record<string, string>))
        .map(({ place: at }) => at);
      expect([place, hidden.sort()]).toEqual([place, expected.sort()]);
      await until('all are known here', () =>
        desk.world.ids('alert').length >= alerts.length ? true : undefined,
      );
      const asked = desk.operations.answer({ name: 'silence.preview', params: { source: 'am', matchers } });
      expect(asked).toMatchObject({ ok: true, value: { total: expected.length } });
    }
    expect(judged).toBe(10);
  });
});
