import { z } from 'zod';

/** Least to most: each role may do what those before it may. */
export const roles = ['viewer', 'operator', 'approver', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** True where `role` may do what needs `least`. */
export const roleAllows = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);
