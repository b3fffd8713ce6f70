import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { LoadedPolicy } from '../policy/loadPolicy.ts';
import { capitalised, panelsOf } from './dashboardPanels.ts';
import type { Panel } from './grafanaPanel.ts';

/** A dashboard as Grafana loads it. */
export interface DashboardFile {
  /** `<uid>.json` */
  readonly name: string;
  readonly dashboard: Readonly<Record<string, unknown>>;
}

const columns = 24;
/** Grafana's longest uid. */
const longestUid = 40;
/** The schema of Grafana 9.4; newer ones bring it up to date themselves. */
const schemaVersion = 38;

/** Grafana dashboards of the policy's `monitoring.dashboards`; the same policy gives the same dashboards. */
export function dashboardFiles(
  { policy, digest, file }: LoadedPolicy,
  runbookBase: string | undefined,
): readonly DashboardFile[] {
  return (policy.monitoring?.dashboards ?? []).map(({ id, name, panels }) => {
    const uid = uidOf(id);
    const sections = panels.map((panel) => ({
      title: panel.name ?? inWords(panel.id),
      panels: panelsOf(panel, policy, runbookBase),
    }));
    return {
      name: `${uid}.json`,
      dashboard: {
        id: null,
        uid,
        title: `${policy.organisation.name}: ${name}`,
        description: `Made of ${basename(file)} (SHA-256 ${digest}) by: watchfloor dashboards`,
        tags: ['watchfloor'],
        editable: true,
        timezone: 'utc',
        time: { from: 'now-6h', to: 'now' },
        refresh: '30s',
        schemaVersion,
        templating: {
          list: [
            { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus', hide: 0 },
          ],
        },
        annotations: { list: [] },
        panels: placed(sections),
      },
    };
  });
}

/** A uid that the same id always gets: it is the dashboard's address, and what a second load replaces. */
function uidOf(id: string): string {
  const uid = `watchfloor-${id.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
  if (uid.length <= longestUid) return uid;
  return `${uid.slice(0, longestUid - 9)}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}

/** `hash_validation_status` -> `Hash validation status`. */
const inWords = (id: string): string => capitalised(id.replaceAll(/[_.-]+/g, ' '));

interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Each section under a row of its own; in it, panels from left to right, as many as fit. */
function placed(sections: readonly Section[]): readonly object[] {
  const all: object[] = [];
  let top = 0;
  for (const { title, panels } of sections) {
    const gridPos = { x: 0, y: top, w: columns, h: 1 };
    all.push({ id: all.length + 1, type: 'row', title, collapsed: false, gridPos, panels: [] });
    top += 1;
    let left = 0;
    let tallest = 0;
    for (const { type, title: name, width, height, body } of panels) {
      if (left + width > columns) {
        top += tallest;
        left = 0;
        tallest = 0;
      }
      const place = { x: left, y: top, w: width, h: height };
      all.push({ id: all.length + 1, type, title: name, gridPos: place, ...body });
      left += width;
      tallest = Math.max(tallest, height);
    }
    top += tallest;
  }
  return all;
}
