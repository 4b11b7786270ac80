/** What people sign here together, by the names that approvals knows them under. */
export const OPENING_ACT = 'control.opening'
export const CHANGE_ACT = 'control.change'
export const APPEAL_ACT = 'control.appeal'
export const SEND_OUT_ACT = 'control.sendOut'
