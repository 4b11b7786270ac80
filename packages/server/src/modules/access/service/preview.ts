import type { access } from '@xiaomen/contract'
import { masked, sightAt } from '@xiaomen/rules/access'
import { AppError } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { allPolicies } from '../../../platform/policies.ts'
import { areasUnder, findArea } from '../../areas/index.ts'

/** Nobody: a number of no carrier and a document number of no region. */
const INVENTED = { name: '欧阳小满', phone: '10000001234', document: '990101198003070017', door: '3-2-501' }

export const previewView: Handlers<typeof access>['previewView'] = async (ctx, { role, areaId, dataClasses }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw new AppError('request.not_found', 404)
  ctx.must('access.manage', area)
  const sight = sightAt([{ role, path: area.path, dataClasses, from: new Date(0), until: null }], area.path, ctx.now)
  return {
    areaName: area.name,
    areas: (await areasUnder(ctx, area.path)).length,
    homes: area.homes,
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
