import { isAlias, isMap, isNode, isScalar, isSeq, type Document } from 'yaml';
import type { PolicyPath } from '../../shared/policy/references.ts';

/**
 * The offset at which a path's value starts, or with `atKey` its key;
 * for something that is missing, the nearest thing around it that is there.
 */
export function locate(document: Document.Parsed, path: PolicyPath, atKey = false): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  path.forEach((key, depth) => {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      offset = startOf(pair?.key) ?? offset;
      node = pair?.value;
      if (atKey && depth === path.length - 1) return;
      // A block's place is its key, and so is that of a value that is not there.
      if (isScalar(node) && node.source !== '') offset = startOf(node) ?? offset;
      if (isAlias(node)) offset = startOf(node) ?? offset;
    } else {
      node = isSeq(node) && typeof key === 'number' ? node.items[key] : undefined;
      offset = startOf(node) ?? offset;
    }
  });
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) && node.range ? node.range[0] : undefined;
}
