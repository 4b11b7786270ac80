import type { access } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof access> = {
  'access.manage': ['communityAdmin', 'streetCommander', 'district', 'operations'],
}

const COMMUNITY_ROLES: readonly Role[] = ['guard', 'gridWorker', 'stairHead', 'volunteer', 'merchant', 'visitor']
const STREET_ROLES: readonly Role[] = [...COMMUNITY_ROLES, 'communityAdmin', 'supervisor', 'laboratory', 'tracer', 'tracingHead']

/**
 * Who may give which role, always inside the own area: what stands below the own, and a colleague in case one is lost. Operations keeps the
 * installation running and appoints watchers and shops; no role it gives may give on one that keeps the ledger, opens a number or orders a posture.
 */
export const MAY_GRANT: Partial<Record<Role, readonly Role[]>> = {
  communityAdmin: COMMUNITY_ROLES,
  streetCommander: STREET_ROLES,
  district: [...STREET_ROLES, 'streetCommander', 'auditor', 'district'],
  operations: ['operations', 'auditor', 'supervisor', 'merchant'],
}

/** Whose account one may list, disable, recover: those one may appoint, and residents, who join by their family card. */
export const MAY_MANAGE: Partial<Record<Role, readonly Role[]>> = {
  communityAdmin: [...COMMUNITY_ROLES, 'resident'],
  streetCommander: [...STREET_ROLES, 'resident'],
  district: [...STREET_ROLES, 'resident', 'streetCommander', 'auditor', 'district'],
  operations: MAY_GRANT.operations ?? [],
}
