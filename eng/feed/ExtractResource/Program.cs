// Takes one embedded resource out of a managed assembly without loading the assembly.
// usage: ExtractResource ASSEMBLY RESOURCE TARGET
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

if (args is not [var assembly, var wanted, var target])
{
    Console.Error.WriteLine("usage: ExtractResource ASSEMBLY RESOURCE TARGET");
    return 2;
}

using var file = new PEReader(File.OpenRead(assembly));
var metadata = file.GetMetadataReader();
var handle = metadata.ManifestResources.FirstOrDefault(h =>
    metadata.StringComparer.Equals(metadata.GetManifestResource(h).Name, wanted));
if (handle.IsNil)
{
    Console.Error.WriteLine($"{assembly} holds no resource named {wanted}.");
    return 1;
}

var offset = (int)metadata.GetManifestResource(handle).Offset;
var section = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetContent();
var length = BitConverter.ToInt32(section.AsSpan(offset, sizeof(int)));
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
File.WriteAllBytes(target, section.AsSpan(offset + sizeof(int), length).ToArray());
return 0;
