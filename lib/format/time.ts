/** Milliseconds since 1970. Its own name for it: lib/format knows of nothing but what it is handed. */
type EpochMs = number;

/** Moments in a person's words. `now` is always handed in; formatters are made once, since making one takes long. */
export interface Clock {
  /** A row's time: 09:42, Yesterday, Fri, 3/14, or with the year. */
  readonly listTime: (at: EpochMs, now: EpochMs) => string;
  /** Between messages: "Today 09:30". */
  readonly dayAndHour: (at: EpochMs, now: EpochMs) => string;
  /** 09:42, tomorrow 06:00, and the day where it is another one. In the middle of a sentence. */
  readonly hour: (at: EpochMs, now: EpochMs) => string;
  /** Whole, to the second: shown on hover. */
  readonly exact: (at: EpochMs) => string;
}

const dayMs = 86_400_000;

/** @param timeZone IANA name; the browser's own where absent. */
export function createClock(locale: string, timeZone?: string): Clock {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...zone, calendar: 'gregory', ...options });
  const hourOnly = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = format({ weekday: 'short' });
  const weekdayLong = format({ weekday: 'long' });
  const monthDay = format({ month: 'numeric', day: 'numeric' });
  const yearMonthDay = format({ year: 'numeric', month: 'numeric', day: 'numeric' });
  const whole = format({ dateStyle: 'full', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const parts = new Intl.DateTimeFormat('en-US', { ...zone, year: 'numeric', month: 'numeric', day: 'numeric' });

  /** Days since 1970 on the person's own calendar: "yesterday" ends at midnight, not 24 hours ago. */
  function dayNumber(at: EpochMs): number {
    const [month = 1, day = 1, year = 1970] = parts.format(at).split('/').map(Number);
    return Date.UTC(year, month - 1, day) / dayMs;
  }

  function dayWord(days: number): string {
    const word = relative.format(-days, 'day');
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }

  function date(at: EpochMs, now: EpochMs): string {
    return (Math.abs(now - at) > 300 * dayMs ? yearMonthDay : monthDay).format(at);
  }

  return {
    listTime(at, now) {
      const days = dayNumber(now) - dayNumber(at);
      if (days === 0) return hourOnly.format(at);
      if (days === 1) return dayWord(1);
      return days > 1 && days < 7 ? weekday.format(at) : date(at, now);
    },
    dayAndHour(at, now) {
      const days = dayNumber(now) - dayNumber(at);
      const day =
        days === 0 || days === 1 ? dayWord(days) : days > 1 && days < 7 ? weekdayLong.format(at) : date(at, now);
      return `${day} ${hourOnly.format(at)}`;
    },
    hour(at, now) {
      const ahead = dayNumber(at) - dayNumber(now);
      if (ahead === 0) return hourOnly.format(at);
      return `${ahead === 1 ? relative.format(1, 'day') : date(at, now)} ${hourOnly.format(at)}`;
    },
    exact: (at) => whole.format(at),
  };
}
