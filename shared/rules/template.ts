const placeholder = /\{\{([^{}]*)\}\}/g;

/** The names between `{{` and `}}`, in order, each as often as it is there. */
export const fieldsIn = (template: string): readonly string[] =>
  [...template.matchAll(placeholder)].map(([, name = '']) => name.trim());

/** True where a `{{` or `}}` belongs to no placeholder. */
export const hasLooseBraces = (template: string): boolean =>
  /\{\{|\}\}/.test(template.replace(placeholder, ''));

/** A template with each placeholder replaced; what is put in is not looked at again. */
export const filled = (template: string, valueOf: (field: string) => string): string =>
  template.replace(placeholder, (_, name: string) => valueOf(name.trim()));
