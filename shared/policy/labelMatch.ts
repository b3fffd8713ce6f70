/** Labels of an alert by name. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Whether labels carry everything that a policy's `match` asks for: exact text, or `/a regular expression/` that
 * matches the whole value, as in Prometheus. A label that is not there counts as empty.
 */
export function matchesLabels(match: Labels, labels: Labels): boolean {
  return Object.entries(match).every(([label, wanted]) => {
    const value = Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
    const pattern = /^\/(.*)\/$/s.exec(wanted)?.[1];
    return pattern === undefined ? value === wanted : new RegExp(`^(?:${pattern})$`, 'u').test(value);
  });
}
