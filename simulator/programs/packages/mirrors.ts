/** Hosts of the outside world from which package managers fetch. */
export const PACKAGE_MIRRORS: readonly string[] = [
  'deb.debian.org', 'security.debian.org', 'ftp.debian.org', 'httpredir.debian.org', 'archive.debian.org', 'snapshot.debian.org', 'archive.ubuntu.com', 'security.ubuntu.com',
  'ports.ubuntu.com', 'old-releases.ubuntu.com', 'kr.archive.ubuntu.com', 'us.archive.ubuntu.com', 'mirror.kakao.com', 'ftp.kaist.ac.kr', 'dl-cdn.alpinelinux.org', 'mirrorlist.centos.org', 'mirrors.fedoraproject.org',
  'mirrors.rockylinux.org', 'vault.centos.org', 'yum.oracle.com', 'cdn.amazonlinux.com', 'amazonlinux.default.amazonaws.com', 'mirrors.almalinux.org',
  'pypi.org', 'files.pythonhosted.org', 'registry.npmjs.org', 'registry.yarnpkg.com',
]; // prettier-ignore
