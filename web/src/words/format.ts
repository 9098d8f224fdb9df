/** Numbers and times in words. Wall clocks (`…Local`) are formatted as they are, in no zone. */

const LOCALE = "en-GB";
const SECONDS_AN_HOUR = 3600;

const clock = format({ hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const weekday = format({ weekday: "long", timeZone: "UTC" });
const shortWeekday = format({ weekday: "short", timeZone: "UTC" });
const dayAndMonth = format({ day: "numeric", month: "long", timeZone: "UTC" });
const dayMonthYear = format({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const here = format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const hereDay = format({ day: "numeric", month: "short", year: "numeric" });
const hereClock = format({ hour: "2-digit", minute: "2-digit" });

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALE, options);
}

/** 58 min, 3 h 05. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1 && seconds > 0) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

/** 58 minutes, 3 hours 5 minutes: for those who hear it. */
export function spokenDuration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = plural(minutes % 60, "minute");
  return hours === 0 ? rest : `${plural(hours, "hour")} ${rest}`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString(LOCALE)} ${noun}${count === 1 ? "" : "s"}`;
}

/** 9.1 km. */
export function kilometres(meters: number): string {
  const digits = meters < 100_000 ? 1 : 0;
  return `${(meters / 1000).toLocaleString(LOCALE, { maximumFractionDigits: digits })} km`;
}

export function whole(number: number): string {
  return Math.round(number).toLocaleString(LOCALE);
}

/** 19:08 of a wall clock (2026-11-19T19:08:36). */
export function clockOf(local: string): string {
  return clock.format(new Date(`${local.slice(0, 19)}Z`));
}

/** The wall clock of an instant, here. */
export function localHere(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The wall clock at the end, where it was so far from UTC as at the start. */
export function endLocal(startTime: string, startLocal: string, endTime: string): string {
  const offset = Date.parse(`${startLocal.slice(0, 19)}Z`) - Date.parse(startTime);
  return new Date(Date.parse(endTime) + offset).toISOString().slice(0, 19);
}

/** Thursday. */
export function weekdayOf(day: string): string {
  return weekday.format(new Date(day));
}

/** Thu. */
export function shortWeekdayOf(day: string): string {
  return shortWeekday.format(new Date(day));
}

/** 19 November; with the year when that is not this one. */
export function dateOf(day: string, today: string): string {
  const form = day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth : dayMonthYear;
  return form.format(new Date(day));
}

/** 3 Oct, 14:03: of an instant, here. */
export function instant(iso: string): string {
  return here.format(new Date(iso));
}

/** 14:03, or with the day when that is not today: of an instant, here. */
export function recently(iso: string, now: Date): string {
  const date = new Date(iso);
  return date.toDateString() === now.toDateString() ? hereClock.format(date) : instant(iso);
}

/** 3 Oct 2026 – now. */
export function interval(start: string, end: string, now: Date): string {
  const until = Date.parse(end) >= now.getTime() ? "now" : hereDay.format(new Date(end));
  const since = hereDay.format(new Date(start));
  return since === until ? since : `${since} – ${until}`;
}

/** How long ago, in words. */
export function ago(iso: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(iso)) / 1000);
  if (seconds < 60) return "just now";
  if (seconds < SECONDS_AN_HOUR) return `${plural(Math.floor(seconds / 60), "minute")} ago`;
  return `${plural(Math.floor(seconds / SECONDS_AN_HOUR), "hour")} ago`;
}
