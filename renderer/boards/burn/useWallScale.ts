import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
};

/** The wall's own factor, for what CSS can't size. */
export const useWallScale = (): number =>
  useSyncExternalStore(
    subscribe,
    () => Number(document.documentElement.style.getPropertyValue('--wall-scale')) || 1,
  );
