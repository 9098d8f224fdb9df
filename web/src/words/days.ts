/** Calendar days as text (2026-11-19), which sorts and compares as days do. */

const MILLISECONDS_A_DAY = 86_400_000;

export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
}

export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The Monday of the day's week. */
export function mondayOf(day: string): string {
  return daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** The seven days from a Monday on. */
export function weekFrom(monday: string): string[] {
  return Array.from({ length: 7 }, (_, index) => daysAfter(monday, index));
}
