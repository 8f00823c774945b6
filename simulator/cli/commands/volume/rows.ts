/** Rows of `docker volume ls` and of the volumes in `docker system df -v`. */
import type { Volume } from '../../../api/volumes.ts';
import type { Row } from '../../format/listing.ts';
import { labelList } from '../../format/text.ts';
import { humanSize } from '../../go/units.ts';

export const VOLUME_TYPE = '*formatter.volumeContext';

export const VOLUME_TITLES: Readonly<Record<string, string>> = {
  ID: 'ID',
  Name: 'VOLUME NAME',
  Group: 'GROUP',
  Driver: 'DRIVER',
  Scope: 'SCOPE',
  Availability: 'AVAILABILITY',
  Mountpoint: 'MOUNTPOINT',
  Labels: 'LABELS',
  Links: 'LINKS',
  Size: 'SIZE',
  Status: 'STATUS',
};

export function volumeRow(volume: Volume): Row {
  return {
    Name: () => volume.Name,
    Driver: () => volume.Driver,
    Scope: () => volume.Scope,
    Mountpoint: () => volume.Mountpoint,
    Labels: () => labelList(volume.Labels),
    Links: () => (volume.UsageData ? String(volume.UsageData.RefCount) : 'N/A'),
    Size: () => (volume.UsageData ? humanSize(volume.UsageData.Size) : 'N/A'),
    Group: () => 'N/A',
    Availability: () => 'N/A',
    Status: () => 'N/A',
  };
}
