import { describe, expect, it } from 'vitest';
import { dashboardFiles } from '../../../../gateway/generate/dashboards.ts';
import type { Policy } from '../../../../shared/policy/index.ts';
import { acgsWith, eventsObjective } from '../../../support/writtenPolicy.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly links?: readonly { readonly url: string }[];
  readonly targets?: readonly {
    readonly expr: string;
    readonly legendFormat: string;
    readonly refId: string;
  }[];
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit: string;
      readonly thresholds?: {
        readonly steps: readonly { readonly color: string; readonly value: number | null }[];
      };
    };
  };
  readonly options?: { readonly content?: string };
}

async function written(change?: (policy: Policy) => Partial<Policy>, runbookBase?: string) {
  return dashboardFiles(await acgsWith(change), runbookBase).map(({ name, dashboard }) => ({
    name,
    dashboard,
    panels: dashboard['panels'] as readonly Panel[],
  }));
}

type Dashboards = NonNullable<Policy['monitoring']>['dashboards'];

/** Panels of a dashboard that shows only this. */
async function shown(
  panel: Partial<Dashboards[number]['panels'][number]>,
  change: Partial<Policy> = {},
  runbookBase?: string,
): Promise<readonly Panel[]> {
  const nothing = { id: 'one', figures: [], objectives: [], kpis: [], services: false, queries: [] };
  const [only] = await written(
    ({ monitoring }) => ({
      monitoring: monitoring && {
        ...monitoring,
        dashboards: [{ id: 'only', name: 'Only', panels: [{ ...nothing, ...panel }] }],
      },
      ...change,
    }),
    runbookBase,
  );
  return only?.panels.filter(({ type }) => type !== 'row') ?? [];
}

describe("ACGS's dashboards", () => {
  it("are the reference's three, with its panels, and the same each time", async () => {
    const files = await written();
    expect(
      files.map(({ name, dashboard, panels }) => [
        name,
        dashboard['title'],
        panels.filter(({ type }) => type === 'row').map(({ title }) => title),
      ]),
    ).toEqual([
      [
        'watchfloor-constitutional_compliance.json',
        'ACGS: Constitutional compliance',
        ['Hash validation status', 'Policy compliance rate', 'Governance decision metrics'],
      ],
      [
        'watchfloor-performance.json',
        'ACGS: Performance',
        ['Latency percentiles', 'Throughput metrics', 'Cache performance', 'Resource utilization'],
      ],
      [
        'watchfloor-operational.json',
        'ACGS: Operational',
        ['Service health', 'Incident metrics', 'SLA compliance', 'Change success rate'],
      ],
    ]);
    expect(JSON.stringify(await written())).toBe(JSON.stringify(files));
  });

  it('have panels with ids of their own that do not overlap, and ask only the datasource that is chosen', async () => {
    for (const { dashboard, panels } of await written()) {
      expect(dashboard['templating']).toMatchObject({ list: [{ name: 'datasource', type: 'datasource' }] });
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
      for (const { type, datasource, targets } of panels) {
        if (type === 'row' || type === 'text') continue;
        expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
        expect(targets?.length).toBeGreaterThan(0);
        expect(new Set(targets?.map(({ refId }) => refId)).size).toBe(targets?.length);
      }
    }
  });

  it('keep a uid within what Grafana takes', async () => {
    const long = 'x'.repeat(64);
    const [file] = await written(({ monitoring }) => ({
      monitoring: monitoring && {
        ...monitoring,
        dashboards: monitoring.dashboards.slice(0, 1).map((one) => ({ ...one, id: long })),
      },
    }));
    expect(file?.dashboard['uid']).toMatch(/^watchfloor-x+-[0-9a-f]{8}$/);
    expect(String(file?.dashboard['uid'])).toHaveLength(40);
  });
});

describe('a panel', () => {
  it("draws a figure of each service in its unit, with the target's line", async () => {
    const [p99] = await shown({ figures: ['p99'] }, {}, 'https://books.example/');
    expect(p99?.fieldConfig?.defaults.unit).toBe('ms');
    expect(p99?.fieldConfig?.defaults.thresholds?.steps).toEqual([
      { color: 'green', value: null },
      { color: 'red', value: 5 },
    ]);
    expect(p99?.targets?.map(({ legendFormat }) => legendFormat)).toContain('API Gateway');
    // The runbook is that of the alert whose trigger watches the figure.
    expect(p99?.links?.map(({ url }) => url)).toEqual(['https://books.example/high-latency']);
  });

  it('draws no line where the targets differ', async () => {
    const { policy } = await acgsWith();
    const services = policy.estate.services.map((service) => ({
      ...service,
      figures: service.figures.map((figure) =>
        service.id === 'auth' ? { ...figure, target: { below: 7 } } : figure,
      ),
    }));
    const [p99] = await shown({ figures: ['p99'] }, { estate: { ...policy.estate, services } });
    expect(p99?.fieldConfig?.defaults.thresholds).toBeUndefined();
  });

  it('holds an objective against its target over its own window', async () => {
    const objective = eventsObjective({ target: 0.995, window: 7 * 86_400_000, statement: 'as promised' });
    const [left, against] = await shown({ objectives: ['events'] }, { objectives: [objective] });
    expect(left?.targets?.[0]?.expr).toBe('slo:period_error_budget_remaining:ratio{sloth_slo="events"}');
    expect(against).toMatchObject({
      title: 'Events, 7d',
      description: 'as promised',
      targets: [{ expr: '1 - slo:sli_error:ratio_rate7d{sloth_slo="events"}' }],
      fieldConfig: {
        defaults: {
          unit: 'percentunit',
          thresholds: { steps: [{ color: 'red' }, { color: 'green', value: 0.995 }] },
        },
      },
    });
  });

  it('shows no budget where there is none, and the calendar month as such', async () => {
    const none = eventsObjective({ target: 1 });
    expect(await shown({ objectives: ['events'] }, { objectives: [none] })).toHaveLength(1);
    const month = eventsObjective({ window: 'calendar-month' });
    const [, against] = await shown({ objectives: ['events'] }, { objectives: [month] });
    expect(against?.targets?.[0]?.expr).toBe('1 - slo:sli_error:ratio_month{sloth_slo="events"}');
  });

  it('says where a key figure is kept that Prometheus does not have', async () => {
    const [inPrometheus, elsewhere] = await shown({ kpis: ['policy-compliance', 'mttd'] });
    expect(inPrometheus).toMatchObject({ type: 'stat', fieldConfig: { defaults: { unit: 'percent' } } });
    expect(elsewhere?.options?.content).toBe(
      "- **Mean Time to Detection** (target: below 5 min): Watchfloor's own records, not Prometheus",
    );
  });
});
