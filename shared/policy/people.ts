import { z } from 'zod';
import { id, ratio, section, text } from './values.ts';

/** A team and how many positions it has. */
const team = section({ id, name: text, positions: z.int().min(0) });

/** A position's title. */
const title = section({
  id,
  name: text,
  /** How many people hold it. */
  positions: z.int().min(1),
  team: id,
  duties: z.array(text).default([]),
});

/** Somebody who can be called. */
const person = section({
  id,
  name: text,
  /** Absent for somebody outside the operations team, such as the CTO. */
  title: id.optional(),
  site: id,
  contact: section({ email: z.email().optional(), phone: text.optional(), chat: text.optional() }).refine(
    (value) => value.email !== undefined || value.phone !== undefined || value.chat !== undefined,
    { error: 'give at least one of email, phone and chat' },
  ),
});

/** How the positions are filled. */
const staffing = section({
  fullTime: z.int().min(0),
  contractors: z.int().min(0),
  distribution: z.array(section({ region: text, share: ratio })).default([]),
});

/** The operations team and everyone who can be called. */
export const people = section({
  /** How many positions the team has in all; the teams' and the titles' must add up to it. */
  positions: z.int().min(1),
  teams: z.array(team).min(1),
  titles: z.array(title).min(1),
  staffing: staffing.optional(),
  persons: z.array(person).min(1),
}).superRefine((value, context) => {
  const complain = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const titles = sum(value.titles);
  if (titles !== value.positions) {
    complain(
      ['titles'],
      `the titles' positions add up to ${titles}, but people.positions is ${value.positions}`,
    );
  }
  value.teams.forEach((each, index) => {
    const held = sum(value.titles.filter((candidate) => candidate.team === each.id));
    if (held === each.positions) return;
    complain(['teams', index, 'positions'], `is ${each.positions}, but the team's titles add up to ${held}`);
  });
});

function sum(counted: readonly { readonly positions: number }[]): number {
  return counted.reduce((total, { positions }) => total + positions, 0);
}
