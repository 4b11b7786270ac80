// The port behind which controllers are: MQTT is the first; a vendor's own protocol is another file that keeps these promises.
import type { DownMessage, UpMessage } from './wire.ts'

export type AdapterState = { state: 'none' | 'up' | 'down'; kind: 'embedded' | 'configured'; port: number | null }
export type DoorAdapter = {
  /** Safe to repeat. Never throws for a network: what is down is tried again until `stop`. */
  start(): Promise<void>
  stop(): Promise<void>
  state(): AdapterState
  /** False when it could not be handed over. True says nothing of the door: that is what acknowledgements are for. */
  send(deviceId: string, down: DownMessage): Promise<boolean>
  /** Ends the connection of a controller whose credentials ended. */
  shutOut(deviceId: string): void
}
export type Hears = {
  /** Whether these are the credentials of a controller. */
  isAllowed(deviceId: string, password: string): Promise<boolean>
  heard(deviceId: string, up: UpMessage): void
}
export type Log = { info(fields: object, message: string): void; error(fields: object, message: string): void }
