import type { access } from '@xiaomen/contract'
import { masked, sightAt } from '@xiaomen/rules/access'
import type { Handlers } from '../../../platform/module.ts'
import { allPolicies } from '../../../platform/policies.ts'
import { areasAt, areasUnder } from '../../areas/index.ts'
import { findWhere } from './managed.ts'

/** Nobody: a number of no carrier and a document number of no region. */
const INVENTED = { name: '欧阳小满', phone: '10000001234', document: '990101198003070017', door: '3-2-501' }

export const previewView: Handlers<typeof access>['previewView'] = async (ctx, { role, dataClasses, ...at }) => {
  const where = await findWhere(ctx, at)
  const sight = sightAt([{ role, path: where.path, dataClasses, from: new Date(0), until: null }], where.path, ctx.now)
  const own = await areasAt(ctx, where.paths)
  return {
    areaName: where.name,
    areas: (await Promise.all(where.paths.map((path) => areasUnder(ctx, path)))).flat().length,
    homes: own.reduce((sum, area) => sum + area.homes, 0),
    permissions: [...allPolicies()]
      .filter(([, roles]) => roles.includes(role))
      .map(([permission]) => permission)
      .toSorted(),
    sight,
    sample: {
      name: masked('name', INVENTED.name, sight.name),
      phone: masked('phone', INVENTED.phone, sight.phone === 'onReason' ? 'masked' : sight.phone),
      document: masked('document', INVENTED.document, sight.document === 'onReason' ? 'masked' : sight.document),
      door: masked('door', INVENTED.door, sight.door),
    },
  }
}
