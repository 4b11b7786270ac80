import { localDay, startOfDay } from '../../platform/time.ts'

/** A photo that nothing names after a week came from a phone that gave up. */
const UNUSED_DAYS = 7
/** As long as a rectification may be asked about. */
const USED_DAYS = 90

/** The local day on which a photo taken in now is destroyed. */
export const deletionDay = (now: Date, isUsed: boolean): string => localDay(startOfDay(localDay(now), isUsed ? USED_DAYS : UNUSED_DAYS))
