import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';

/** What XRechnung wants beyond EN 16931 (BR-DE-1 to BR-DE-17 of the KoSIT specification), for that profile only. */
export function checkXRechnung({ seller, buyer, payment, references, taxes, typeCode }: ElectronicInvoice): Finding[] {
  const demands: [rule: string, field: string, isStated: boolean][] = [
    ['BR-DE-1', 'BG-16', payment.means.length > 0],
    ['BR-DE-2', 'BG-6', seller.contact !== null],
    ['BR-DE-3', 'BT-37', (seller.address?.city ?? null) !== null],
    ['BR-DE-4', 'BT-38', (seller.address?.zip ?? null) !== null],
    ['BR-DE-5', 'BT-41', seller.contact === null || seller.contact.name !== null],
    ['BR-DE-6', 'BT-42', seller.contact === null || seller.contact.phone !== null],
    ['BR-DE-7', 'BT-43', seller.contact === null || seller.contact.email !== null],
    ['BR-DE-8', 'BT-52', (buyer.address?.city ?? null) !== null],
    ['BR-DE-9', 'BT-53', (buyer.address?.zip ?? null) !== null],
    ['BR-DE-14', 'BT-119', taxes.every(({ rate }) => rate !== null)],
    ['BR-DE-15', 'BT-10', references.buyerReference !== null],
    ['BR-DE-17', 'BT-3', typeCode === null || germanTypes.includes(typeCode)],
  ];
  return demands
    .filter(([, , isStated]) => !isStated)
    .map(([rule, field]) => finding('german_statement_missing', { rule, field }));
}

const germanTypes = ['326', '380', '384', '389', '381', '875', '876', '877'];
