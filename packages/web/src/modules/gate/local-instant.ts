/** What a field for date and time says, in the zone of the neighbourhood and not of this computer. */
export const localInstant = (typed: string): string => `${typed}:00+08:00`
