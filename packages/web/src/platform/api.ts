// What screens of the worker and desk faces use: questions and commands as hooks, files up and down.
// The resident face does without the hooks' library, for its weight, and uses transport.ts.
import { QueryClient, QueryClientProvider, keepPreviousData, useInfiniteQuery, useMutation, useQuery as useReactQuery } from '@tanstack/react-query'
import { createElement } from 'react'
import type { ReactNode } from 'react'
import { backOffMs, call, isTransient, onSessionEnd } from './transport.ts'
import type { ApiError } from './transport.ts'
import type { CommandName, In, Out, QueryName } from './ops.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && isTransient(error),
      retryDelay: (attempt) => backOffMs(attempt, 8000),
      staleTime: 10_000,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

onSessionEnd(() => queryClient.clear())
export const Queries = ({ children }: { children: ReactNode }) => createElement(QueryClientProvider, { client: queryClient }, children)

type QueryOptions = { enabled?: boolean; refetchIntervalMs?: number; keepPrevious?: boolean }

/** `useQuery('gate.listHolds', {})`. Its key is [name, input]. */
export const useQuery = <N extends QueryName>(name: N, input: In<N>, options: QueryOptions = {}) =>
  useReactQuery<Out<N>, ApiError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchIntervalMs ?? false,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })

type PagedName = { [K in QueryName]: Out<K> extends { after: string | null } ? K : never }[QueryName]
/** A list page by page: each says what the next comes after. `usePages('registry.listHomes', { areaId, limit: 50 })`. */
export const usePages = <N extends PagedName>(name: N, input: Omit<In<N>, 'after'>) =>
  useInfiniteQuery<Out<N>, ApiError, { pages: Out<N>[] }, unknown[], string | null>({
    queryKey: [name, input, 'pages'],
    queryFn: ({ pageParam, signal }) => call(name, { ...input, ...(pageParam === null ? {} : { after: pageParam }) } as In<N>, { signal }),
    initialPageParam: null,
    getNextPageParam: (page) => (page as { after: string | null }).after,
  })

const wordOf = (name: string): string => name.slice(0, name.indexOf('.'))
/** Every cached answer of these words is asked again. */
export const refresh = (...words: string[]): Promise<void> =>
  queryClient.invalidateQueries({ predicate: (query) => words.includes(wordOf(String(query.queryKey[0]))) })

/**
 * `useCommand('registry.addHome')`: `mutate(input)`, `mutateAsync(input)`. Queries of the command's word are asked again afterwards, those of `alsoRefresh` too.
 */
export const useCommand = <N extends CommandName>(name: N, options: { alsoRefresh?: string[] } = {}) =>
  useMutation<Out<N>, ApiError, In<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => refresh(wordOf(name), ...(options.alsoRefresh ?? [])),
  })

export { ApiError, call, download, upload } from './transport.ts'
