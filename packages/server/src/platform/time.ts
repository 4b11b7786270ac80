/** Days are days of the neighbourhood. */
export const TIME_ZONE = 'Asia/Shanghai'

/** The local day of an instant, YYYY-MM-DD. */
export const localDay = (at: Date): string => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString()

/** The instant a local day begins; `addDays` counts on from it. */
export const startOfDay = (day: string, addDays = 0): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: addDays }).toZonedDateTime(TIME_ZONE).epochMilliseconds)

/** The local time of an instant, HH:MM. */
export const localClock = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainTime().toString({ smallestUnit: 'minute' })

/** Minutes of the local day of HH:MM, and back. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
