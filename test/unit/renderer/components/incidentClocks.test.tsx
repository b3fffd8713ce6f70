// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it, vi } from 'vitest';
import { IncidentClocks } from '../../../../renderer/components/IncidentClocks.tsx';
import { incidentClocks } from '../../../../shared/rules/clocks.ts';
import { desk, incident, now } from '../healthWall/wallFixture.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

describe('the clocks of an incident', () => {
  it('come in the order in which they run out, with a bar under the first, and those met in one line', () => {
    const host = document.createElement('div');
    const root = createRoot(host);
    const one = incident('INC-1', { acknowledged: { at: now - 10 * 60_000, by: 'M. Tanaka' } });
    act(() => root.render(<IncidentClocks clocks={incidentClocks(one, desk, now)} now={now} />));
    const items = [...host.querySelectorAll('li')];
    expect(items.map((item) => item.textContent)).toEqual([
      'Assess within 10 min01:00 late',
      'Recover within 15 min04:00 left',
      'Next update, every 30 min19:00 left',
      'Met acknowledge 01:00 · respond 01:00',
    ]);
    expect(items.map((item) => item.querySelector('progress')?.value)).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
    act(() => root.unmount());
  });
});
