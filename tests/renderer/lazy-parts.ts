// What the kit and the frame load when it is first needed, loaded before the first test of a file: through Vite that can
// take longer than a test may on a busy machine. To be imported by tests that open menus, messages or overlays.
import '../../renderer/ui/ContextPanel.svelte';
import '../../renderer/ui/OpenMenu.svelte';
import '../../renderer/ui/Toaster.svelte';
import '../../renderer/ui/toast.ts';
import '../../renderer/features/frame/NewsBar.svelte';
import '../../renderer/features/frame/OrganisationPanel.svelte';
import '../../renderer/features/frame/Palette.svelte';
import '../../renderer/features/frame/ShortcutSheet.svelte';
import '../../renderer/features/frame/SignOutDialog.svelte';
import '../../renderer/features/invoices/ActiveFilters.svelte';
import '../../renderer/features/invoices/BulkBar.svelte';
import '../../renderer/features/invoices/InvoiceDetailPane.svelte';
import '../../renderer/features/invoices/NoInvoices.svelte';
import '../../renderer/features/invoices/SavingBar.svelte';
import '../../renderer/features/invoices/row-menu.ts';
import '../../renderer/features/invoices/views.ts';
