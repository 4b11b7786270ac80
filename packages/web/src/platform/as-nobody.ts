// A command sent without the session, for what must not stand beside anybody's account, not even in the server's own log of deeds.
import type { CommandName, In, Out } from './ops.ts'
import { type AnyErrorCode, ApiError } from './transport.ts'

/** Throws `ApiError`. */
export async function callAsNobody<N extends CommandName>(name: N, input: In<N>): Promise<Out<N>> {
  const reply = await fetch(`/api/${name}`, {
    method: 'POST',
    credentials: 'omit',
    cache: 'no-store',
    headers: { 'x-xiaomen': '1', 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new ApiError('client.offline', 0)
  })
  const said = (await reply.json().catch(() => {
    throw new ApiError('client.unreadable', reply.status)
  })) as Out<N> & { code?: AnyErrorCode }
  if (!reply.ok) throw new ApiError(said.code ?? 'server.unexpected', reply.status)
  return said
}
