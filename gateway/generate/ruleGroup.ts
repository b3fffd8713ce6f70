/** A series that Prometheus computes and keeps. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert that Prometheus raises while its expression has a value. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long it must hold first, such as `2m`. */
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other, at one instant: a rule sees what those before it wrote. */
export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** Words of the policy inside an annotation, where Prometheus takes `{{` for the start of a template. */
export const inTemplate = (words: string): string => words.replaceAll('{{', '{{ "{{" }}');
