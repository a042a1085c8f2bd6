import { useEffect, useRef } from 'preact/hooks';

/** For a part of the options that an address may name: the address was followed before the part was there. */
export function useNamedPart(id: string) {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (location.hash === `#${id}`) part.current?.scrollIntoView?.();
  }, [id]);
  return part;
}
