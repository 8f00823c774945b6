import { dotnetFamily } from './dotnet-images.ts';

export default dotnetFamily('mcr.microsoft.com/dotnet/aspnet', 'aspnet');
