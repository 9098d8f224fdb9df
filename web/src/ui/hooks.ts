import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** The width of an element in pixels, as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    setWidth(watched.clientWidth);
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth));
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Calls `onNear` when the element comes near the visible part, for as long as `isOn`. */
export function useNearness(
  element: RefObject<HTMLElement | null>,
  isOn: boolean,
  onNear: () => void,
): void {
  const latest = useRef(onNear);
  latest.current = onNear;
  useEffect(() => {
    const watched = element.current;
    if (watched === null || !isOn) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: "600px" },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element, isOn]);
}

/** Now, anew each half minute, so that "2 minutes ago" stays true. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The seconds that are left of so many; at 0 it calls `onEnd` once. `key` begins anew. */
export function useCountdown(seconds: number | null, key: unknown, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds ?? 0);
  const latest = useRef(onEnd);
  latest.current = onEnd;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer begins a new countdown
  useEffect(() => {
    setLeft(seconds ?? 0);
    if (seconds === null) return;
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.ceil((end - Date.now()) / 1000);
      setLeft(Math.max(0, rest));
      if (rest > 0) return;
      clearInterval(timer);
      latest.current();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds, key]);
  return left;
}
