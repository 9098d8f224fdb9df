import { dateOf, duration, weekdayOf } from "../words/format";
import { SHARES, total, type WeekSums } from "./sums";

interface Props {
  readonly sums: WeekSums;
  readonly today: string;
}

/** The chart's numbers, for those who do not see it and those who want them exactly. */
export function WeekTable({ sums, today }: Props) {
  return (
    <details className="week-table">
      <summary>Show as a table</summary>
      <table>
        <caption className="for-readers">Time of each day of the week, without sleep</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {SHARES.map(({ share, name }) => (
              <th scope="col" key={share}>
                {name}
              </th>
            ))}
            <th scope="col">Sum</th>
          </tr>
        </thead>
        <tbody>
          {sums.days.map((day) => (
            <tr key={day.day}>
              <th scope="row">
                {weekdayOf(day.day)}, {dateOf(day.day, today)}
              </th>
              {SHARES.map(({ share }) => (
                <td key={share}>{day[share] === 0 ? "–" : duration(day[share])}</td>
              ))}
              <td>{total(day) === 0 ? "–" : duration(total(day))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
