import fs from 'node:fs';

/** Debian's names of architectures, where RPM's differ. */
const architectures = { amd64: 'x86_64', arm64: 'aarch64' };

export function rpmArchitecture(name) {
  return architectures[name] ?? name;
}

const escaped = (text) => text.replaceAll('%', '%%');

function script(section, file, guard = []) {
  return file ? [`${section} -p /bin/bash`, ...guard, escaped(fs.readFileSync(file, 'utf8'))] : [];
}

/** An upgrade runs this script of the old version after that of the new one, which it must not undo. */
const whenRemoved = ['[ "$1" -eq 0 ] || exit 0'];

/** The folders that are the package's own and go with it. */
function ownFolders(files) {
  const folders = files.flatMap(({ file }) => {
    const parts = file.split('/').slice(1, -1);
    return parts[0] === 'opt' ? parts.slice(1).map((_name, index) => `/${parts.slice(0, index + 2).join('/')}`) : [];
  });
  return [...new Set(folders)].sort();
}

/** Nothing is compiled here: no stripping, no debug package, no guessing of dependencies, nothing of this machine. */
const quiet = [
  '%define _build_id_links none',
  '%define debug_package %{nil}',
  '%define __os_install_post %{nil}',
  '%define _buildhost localhost',
  '%define use_source_date_epoch_as_buildtime 1',
  '%define clamp_mtime_to_source_date_epoch 1',
];

/**
 * The spec file of an rpm whose files lie ready in `folder`.
 * @param {ReturnType<import('./fpm-arguments.mjs').readFpmArguments>} wanted
 * @param {string} folder
 * @param {{ file: string }[]} files
 * @param {number} level of xz, 0 to 9
 */
export function rpmSpec({ options, depends }, folder, files, level) {
  const summary = options['rpm-summary'] || options.description?.trim().split('\n')[0] || options.name;
  return [
    ...quiet,
    `%define _binary_payload w${level}T0.xzdio`,
    `Name: ${options.name}`,
    `Version: ${options.version}`,
    `Release: ${options.iteration ?? 1}`,
    `Summary: ${escaped(summary)}`,
    `License: ${options.license ?? 'unknown'}`,
    ...(options.vendor ? [`Vendor: ${escaped(options.vendor)}`] : []),
    ...(options.url ? [`URL: ${escaped(options.url)}`] : []),
    `Packager: ${escaped(options.maintainer)}`,
    'AutoReqProv: no',
    ...depends.map((name) => `Requires: ${name}`),
    '%description',
    escaped(options.description?.trim() || options.name),
    '%install',
    `cp -al "${escaped(folder)}/." "%{buildroot}/"`,
    ...script('%post', options['after-install']),
    ...script('%postun', options['after-remove'], whenRemoved),
    '%files',
    '%defattr(-,root,root,-)',
    ...ownFolders(files).map((folder) => `%dir "${escaped(folder)}"`),
    ...files.map(({ file }) => `"${escaped(file)}"`),
    '',
  ].join('\n');
}
