import { expect, it } from 'vitest';
import { updateFields, updateText } from '../../../../shared/rules/updateText.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';

const openedAt = Date.UTC(2026, 10, 20, 3, 0);
const incident = frozenIncident(2001, { title: 'Auth is down', severity: 'P0', service: 'auth', openedAt });
const facts = { service: 'Auth Service', duties: { updateMs: 30 * 60_000 }, now: openedAt + 8 * 60_000 };

it('an update is the template with what is known now, and says what is not known', () => {
  const template =
    '{{incident.id}} {{ severity }} {{service}} {{duration}}; {{impact}}; {{owner}}; {{next_update}}';
  expect(updateText(template, incident, facts)).toBe(
    'INC-2001 P0 Auth Service 8 min 0 s; not assessed yet; nobody yet; 03:38 UTC',
  );
  const assessed = { at: openedAt, by: 'M. Tanaka', impact: 'All logins are refused' };
  expect(updateText('{{impact}}', { ...incident, assessed }, facts)).toBe('All logins are refused');
  expect(updateText('{{service}}', incident, { ...facts, service: undefined })).toBe('no service named');
});

it('what is put in is not looked at again, and a field of a newer gateway stays to be seen', () => {
  expect(updateText('{{title}} {{weather}}', { ...incident, title: '{{impact}} $& $1' }, facts)).toBe(
    '{{impact}} $& $1 {{weather}}',
  );
});

it('every field is filled in', () => {
  for (const field of updateFields) expect(updateText(`{{${field}}}`, incident, facts)).not.toContain('{{');
});
