// Variables of the ready tabs that speak of the last days.

const DAY = 86_400_000;
const STEPS = "com.google.step_count.delta";

const text = (variables) => JSON.stringify(variables, null, 2);
const day = (millis) => new Date(millis).toISOString().slice(0, 10);

/** So many days up to today, as a `DateRangeInput`. */
function lastDays(count) {
  return { from: day(Date.now() - (count - 1) * DAY), to: day(Date.now()) };
}

export const WEEK = text({ range: lastDays(7) });
export const MONTH = text({ range: lastDays(31) });

export const WEEK_HERE = text({
  range: lastDays(7),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** Steps by days of 24 hours, of which the last one has just ended. */
export const STEPS_OF_WEEK = text({
  steps: {
    aggregateBy: [{ dataTypeName: STEPS }],
    startTimeMillis: Date.now() - 7 * DAY,
    endTimeMillis: Date.now(),
    bucketByTime: { durationMillis: DAY },
  },
});

export const FROM_THE_BEGINNING = text({ since: null });
