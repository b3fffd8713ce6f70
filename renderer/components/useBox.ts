import { useLayoutEffect, useState, type RefObject } from 'react';

/** Inner size of an element, px. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Watches an element's size; `otherwise` until it has one. */
export function useBox(ref: RefObject<HTMLElement | null>, otherwise: Box): Box {
  const [box, setBox] = useState(otherwise);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      setBox((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return box;
}
