import { drillReportSchema } from '../model/drill.ts';

/** The command that brings a drill on record: part of `commandSpecs`. */
export const drillCommandSpecs = {
  /** Given by the console itself once the feed is back and all acts of the drill have their answer. */
  'drill.record': { params: drillReportSchema, role: 'operator', title: 'Record drill' },
} as const;
