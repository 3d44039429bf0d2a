#Requires -Version 5.1
<#
.SYNOPSIS
Collects an inventory of this Hyper-V host, which "bpa check" looks at.

.DESCRIPTION
Run it on the host, on Windows Server 2016 or later, in Windows PowerShell 5.1 or PowerShell 7. It changes
nothing. The rights of the Hyper-V Administrators group are enough for most of it; what a cmdlet refuses is left
out, and the list Errors says why. A check that needs it then says "not checked".

hyper-v.schema.json states what an inventory has; docs/inventory.md names the cmdlet behind each field.

.PARAMETER Path
The file to write, in UTF-8. Without it, the JSON is the output.

.EXAMPLE
.\Get-BpaInventory.ps1 -Path .\HV01.json
#>
[CmdletBinding()]
param(
    [string] $Path
)

Set-StrictMode -Version 2.0
# Every error of a cmdlet can then be caught and noted.
$ErrorActionPreference = 'Stop'

# On Windows Server 2016 these modules do not say that PowerShell 7 may load them. Loaded in its compatibility
# session, they would give copies of their objects, which other cmdlets refuse.
if ($PSVersionTable.PSVersion.Major -gt 5) {
    Import-Module -Name @('Hyper-V', 'Storage', 'NetLbfo') -SkipEditionCheck -ErrorAction SilentlyContinue
}
if (-not (Get-Command -Name Get-VM -Module Hyper-V -ErrorAction SilentlyContinue)) {
    throw 'The Hyper-V module is not there: Install-WindowsFeature -Name Hyper-V-PowerShell'
}

$now = Get-Date
$problems = New-Object System.Collections.ArrayList
# By the id of the volume: what is known of each volume that has virtual hard disks.
$volumes = [ordered]@{}
$virtualization = 'root/virtualization/v2'

function Add-Problem {
    param([string] $Field, [string] $Owner, [string] $Message)
    $problem = [ordered]@{ Field = $Field; Owner = $Owner; Message = $Message }
    [void] $problems.Add($problem)
}

# Puts the named fields of what a block returns into a table, or notes for each why it is not there.
function Add-Collected {
    param($To, [string] $At, [string] $Owner, [string[]] $Fields, [scriptblock] $Collect)
    try {
        $collected = & $Collect
        foreach ($field in $Fields) { $To[$field] = $collected[$field] }
    }
    catch {
        foreach ($field in $Fields) {
            Add-Problem -Field "$At$field" -Owner $Owner -Message $_.Exception.Message
        }
    }
}

function ConvertTo-IsoDate {
    param([datetime] $Date)
    $Date.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
}

function Get-AgeInDays {
    param([datetime] $Date)
    [int] [math]::Floor(($now - $Date).TotalDays)
}

# A date that was never set is null, or in the year 1601.
function Test-Date {
    param($Date)
    ($null -ne $Date) -and ($Date.Year -gt 1980)
}

# Host

function Get-SupportedProcessorCount {
    param([int] $Build)
    if ($Build -ge 26100) { return 2048 }
    if ($Build -ge 20348) { return 1024 }
    512
}

function Get-HostInventory {
    $table = [ordered]@{}
    Add-Collected $table 'Host.' '' @('OperatingSystem', 'BuildNumber', 'SupportedLogicalProcessors') {
        $system = Get-CimInstance -ClassName Win32_OperatingSystem
        @{
            OperatingSystem = "$($system.Caption)"
            BuildNumber = [int] $system.BuildNumber
            SupportedLogicalProcessors = Get-SupportedProcessorCount ([int] $system.BuildNumber)
        }
    }
    $settings = @(
        'LogicalProcessorCount'
        'VirtualMachineMigrationEnabled'
        'VirtualMachineMigrationAuthenticationType'
        'VirtualMachineMigrationPerformanceOption'
        'UseAnyNetworkForMigration'
    )
    Add-Collected $table 'Host.' '' $settings {
        $vmHost = Get-VMHost
        @{
            LogicalProcessorCount = $vmHost.LogicalProcessorCount
            VirtualMachineMigrationEnabled = $vmHost.VirtualMachineMigrationEnabled
            VirtualMachineMigrationAuthenticationType = "$($vmHost.VirtualMachineMigrationAuthenticationType)"
            VirtualMachineMigrationPerformanceOption = "$($vmHost.VirtualMachineMigrationPerformanceOption)"
            UseAnyNetworkForMigration = $vmHost.UseAnyNetworkForMigration
        }
    }
    Add-Collected $table 'Host.' '' HostGuardian {
        if (-not (Get-Command -Name Get-HgsClientConfiguration -ErrorAction SilentlyContinue)) {
            return @{ HostGuardian = @{ Mode = 'None'; Guarded = $false } }
        }
        $client = Get-HgsClientConfiguration
        @{ HostGuardian = @{ Mode = "$($client.Mode)"; Guarded = $client.IsHostGuarded } }
    }
    $table
}

# Volumes

function New-VolumeInventory {
    param($Volume, [string] $File)
    $shared = [regex]::Match($File, '^[A-Za-z]:\\ClusterStorage\\[^\\]+', 'IgnoreCase')
    $drive = "$($Volume.Path)"
    if ("$($Volume.DriveLetter)" -match '^[A-Za-z]$') { $drive = "$($Volume.DriveLetter):" }
    if ($shared.Success) { $drive = $shared.Value }
    $table = [ordered]@{ Name = $drive; ClusterShared = $shared.Success }
    $sizes = 'FileSystemType', 'AllocationUnitSize', 'SizeBytes', 'FreeBytes', 'FreePercent'
    Add-Collected $table 'Volumes[].' $drive $sizes {
        @{
            FileSystemType = "$($Volume.FileSystemType)"
            AllocationUnitSize = $Volume.AllocationUnitSize
            SizeBytes = $Volume.Size
            FreeBytes = $Volume.SizeRemaining
            FreePercent = [int] [math]::Floor(100 * $Volume.SizeRemaining / $Volume.Size)
        }
    }
    Add-Collected $table 'Volumes[].' $drive PhysicalSectorSize {
        $disk = Get-Partition -Volume $Volume | Get-Disk | Select-Object -First 1
        @{ PhysicalSectorSize = $disk.PhysicalSectorSize }
    }
    $table['DynamicDiskGrowthBytes'] = 0
    $table
}

function Get-VolumeOfFile {
    param([string] $File)
    $volume = Get-Volume -FilePath $File
    if (-not $volumes.Contains($volume.UniqueId)) {
        $volumes[$volume.UniqueId] = New-VolumeInventory $volume $File
    }
    $volumes[$volume.UniqueId]
}

# Adds to a volume by how much a virtual hard disk on it can still grow; once that is not known of one disk, it is
# not known of the volume.
function Add-Growth {
    param([string] $File, $Disk, [string] $Owner)
    $table = Get-VolumeOfFile $File
    if (-not $table.Contains('DynamicDiskGrowthBytes')) { return }
    if ($null -eq $Disk) {
        $table.Remove('DynamicDiskGrowthBytes')
        Add-Problem 'Volumes[].DynamicDiskGrowthBytes' $table['Name'] "$File of $Owner cannot be read"
    }
    elseif ("$($Disk.VhdType)" -ne 'Fixed' -and $Disk.Size -gt $Disk.FileSize) {
        $table['DynamicDiskGrowthBytes'] += [int64] ($Disk.Size - $Disk.FileSize)
    }
}

# Virtual machines

function Get-DriveInventory {
    param($Drive, [string] $Machine, [int] $Number)
    $table = [ordered]@{
        Path = $Drive.Path
        SupportPersistentReservations = $Drive.SupportPersistentReservations
    }
    $at = 'VMs[].HardDrives[].'
    $whose = "${Machine}: #$Number"
    $read = @{ Disk = $null }
    $kinds = 'VhdFormat', 'VhdType', 'LogicalSectorSize', 'PhysicalSectorSize', 'BlockSize'
    Add-Collected $table $at $whose $kinds {
        $disk = Get-VHD -Path $Drive.Path
        $read.Disk = $disk
        @{
            VhdFormat = "$($disk.VhdFormat)"
            VhdType = "$($disk.VhdType)"
            LogicalSectorSize = $disk.LogicalSectorSize
            PhysicalSectorSize = $disk.PhysicalSectorSize
            BlockSize = $disk.BlockSize
        }
    }
    Add-Collected $table $at $whose HostSectorSize {
        Add-Growth $Drive.Path $read.Disk $Machine
        $store = Get-VolumeOfFile $Drive.Path
        if (-not $store.Contains('PhysicalSectorSize')) { throw 'The disk of the volume cannot be read.' }
        @{ HostSectorSize = $store['PhysicalSectorSize'] }
    }
    $table
}

# What the guest says of itself: each item is a small XML document with a name and its data.
function Get-GuestItem {
    param($System)
    $items = @{}
    $component = Get-CimAssociatedInstance -InputObject $System -ResultClassName Msvm_KvpExchangeComponent
    if ($null -eq $component) { return $items }
    foreach ($item in @($component.GuestIntrinsicExchangeItems)) {
        if (-not $item) { continue }
        $document = [xml] $item
        $key = $document.SelectSingleNode("/INSTANCE/PROPERTY[@NAME='Name']/VALUE")
        $data = $document.SelectSingleNode("/INSTANCE/PROPERTY[@NAME='Data']/VALUE")
        if ($key -and $data) { $items[$key.InnerText] = $data.InnerText }
    }
    $items
}

function Get-SystemOfMachine {
    param($Machine)
    $id = "$($Machine.Id)".ToUpperInvariant()
    Get-CimInstance -Namespace $virtualization -ClassName Msvm_ComputerSystem -Filter "Name = '$id'"
}

function Add-GuestInventory {
    param($To, $Machine)
    Add-Collected $To 'VMs[].' $Machine.Name @('GuestOperatingSystem', 'GuestProcessorArchitecture') {
        $items = Get-GuestItem (Get-SystemOfMachine $Machine)
        $system = $null
        $architecture = $null
        if ($items['OSName']) { $system = $items['OSName'] }
        if ($items['ProcessorArchitecture']) { $architecture = [int] $items['ProcessorArchitecture'] }
        @{ GuestOperatingSystem = $system; GuestProcessorArchitecture = $architecture }
    }
    Add-Collected $To 'VMs[].' $Machine.Name IntegrationServicesVersion {
        $version = $null
        if ("$($Machine.State)" -eq 'Running') {
            $version = '0.0'
            if ($Machine.IntegrationServicesVersion) { $version = "$($Machine.IntegrationServicesVersion)" }
        }
        @{ IntegrationServicesVersion = $version }
    }
    Add-Collected $To 'VMs[].' $Machine.Name IntegrationServices {
        $services = foreach ($service in @(Get-VMIntegrationService -VM $Machine)) {
            [ordered]@{ Id = "$($service.Id)"; Name = $service.Name; Enabled = $service.Enabled }
        }
        @{ IntegrationServices = [object[]] @($services) }
    }
}

function Add-ReplicationInventory {
    param($To, $Machine)
    $mode = "$($Machine.ReplicationMode)"
    Add-Collected $To 'VMs[].' $Machine.Name ReplicationIPConfigured {
        $configured = $false
        if ($mode -ne 'None') {
            foreach ($adapter in @(Get-VMNetworkAdapter -VM $Machine)) {
                $address = Get-VMNetworkAdapterFailoverConfiguration -VMNetworkAdapter $adapter
                if ($address.IPv4Address -or $address.IPv6Address) { $configured = $true }
            }
        }
        @{ ReplicationIPConfigured = $configured }
    }
    Add-Collected $To 'VMs[].' $Machine.Name @('LastTestFailover', 'DaysSinceTestFailover') {
        $last = $null
        if ($mode -ne 'None' -and $mode -ne 'TestReplica') {
            $last = Get-VMReplication -VM $Machine |
                ForEach-Object { $_.LastTestFailoverInitiatedTime } |
                Where-Object { Test-Date $_ } |
                Sort-Object -Descending |
                Select-Object -First 1
        }
        if ($null -eq $last) { return @{ LastTestFailover = $null; DaysSinceTestFailover = $null } }
        @{ LastTestFailover = ConvertTo-IsoDate $last; DaysSinceTestFailover = Get-AgeInDays $last }
    }
}

function Add-BackupInventory {
    param($To, $Machine)
    Add-Collected $To 'VMs[].' $Machine.Name Checkpoints {
        $checkpoints = foreach ($checkpoint in @(Get-VMSnapshot -VM $Machine)) {
            [ordered]@{
                Name = $checkpoint.Name
                SnapshotType = "$($checkpoint.SnapshotType)"
                CreationTime = ConvertTo-IsoDate $checkpoint.CreationTime
                AgeDays = Get-AgeInDays $checkpoint.CreationTime
            }
        }
        @{ Checkpoints = [object[]] @($checkpoints) }
    }
    Add-Collected $To 'VMs[].' $Machine.Name @('LastBackup', 'DaysSinceBackup') {
        $last = (Get-SystemOfMachine $Machine).LastSuccessfulBackupTime
        if (-not (Test-Date $last)) { return @{ LastBackup = $null; DaysSinceBackup = $null } }
        @{ LastBackup = ConvertTo-IsoDate $last; DaysSinceBackup = Get-AgeInDays $last }
    }
}

function Add-SecurityInventory {
    param($To, $Machine)
    Add-Collected $To 'VMs[].' $Machine.Name SecureBoot {
        if ($Machine.Generation -eq 1) { return @{ SecureBoot = 'NotSupported' } }
        @{ SecureBoot = "$((Get-VMFirmware -VM $Machine).SecureBoot)" }
    }
    Add-Collected $To 'VMs[].' $Machine.Name @('TpmEnabled', 'Shielded', 'EncryptStateAndVmMigrationTraffic') {
        $security = Get-VMSecurity -VM $Machine
        @{
            TpmEnabled = $security.TpmEnabled
            Shielded = $security.Shielded
            EncryptStateAndVmMigrationTraffic = $security.EncryptStateAndVmMigrationTraffic
        }
    }
}

function Get-MachineInventory {
    param($Machine)
    $table = [ordered]@{
        Id = "$($Machine.Id)"
        Name = $Machine.Name
        State = "$($Machine.State)"
        Generation = $Machine.Generation
        Version = "$($Machine.Version)"
        Clustered = $Machine.IsClustered
        DynamicMemoryEnabled = $Machine.DynamicMemoryEnabled
        MemoryStartup = $Machine.MemoryStartup
        MemoryMinimum = $Machine.MemoryMinimum
        ReplicationMode = "$($Machine.ReplicationMode)"
        ReplicationState = "$($Machine.ReplicationState)"
    }
    Add-GuestInventory $table $Machine
    Add-BackupInventory $table $Machine
    Add-ReplicationInventory $table $Machine
    Add-SecurityInventory $table $Machine
    Add-Collected $table 'VMs[].' $Machine.Name HardDrives {
        $number = 0
        $drives = foreach ($drive in @(Get-VMHardDiskDrive -VM $Machine)) {
            # A physical disk has a number, and no file.
            if ($null -ne $drive.DiskNumber) { continue }
            $number += 1
            Get-DriveInventory $drive $Machine.Name $number
        }
        @{ HardDrives = [object[]] @($drives) }
    }
    $table
}

# Switches

# The names of all interfaces of the team that a switch is connected to, by way of one of them.
function Get-TeamInterface {
    param([string] $Description)
    if (-not $Description) { return }
    $interfaces = @(Get-NetLbfoTeamNic)
    foreach ($own in $interfaces) {
        if ($own.InterfaceDescription -ne $Description) { continue }
        foreach ($interface in $interfaces) {
            if ($interface.Team -eq $own.Team) { $interface.Name }
        }
    }
}

function Get-SwitchInventory {
    param($VMSwitch)
    $table = [ordered]@{
        Id = "$($VMSwitch.Id)"
        Name = $VMSwitch.Name
        SwitchType = "$($VMSwitch.SwitchType)"
        EmbeddedTeaming = $VMSwitch.EmbeddedTeamingEnabled
        IovEnabled = $VMSwitch.IovEnabled
        IovVirtualFunctionCount = $VMSwitch.IovVirtualFunctionCount
    }
    Add-Collected $table 'Switches[].' $VMSwitch.Name TeamInterfaces {
        @{ TeamInterfaces = [object[]] @(Get-TeamInterface $VMSwitch.NetAdapterInterfaceDescription) }
    }
    Add-Collected $table 'Switches[].' $VMSwitch.Name IovRequests {
        $requests = Get-VMNetworkAdapter -VMName * |
            Where-Object { $_.SwitchId -eq $VMSwitch.Id -and $_.IovWeight -gt 0 }
        @{ IovRequests = @($requests).Count }
    }
    $table
}

# Certificates

function Get-DaysLeft {
    param([datetime] $Date)
    $days = ($Date - $now).TotalDays
    # The day on which it expires counts; the day after is the first one too late.
    if ($days -ge 0) { return [int] [math]::Ceiling($days) }
    [int] [math]::Floor($days)
}

function Get-CertificateInventory {
    $used = @((Get-VMReplicationServer).CertificateThumbprint)
    foreach ($replication in @(Get-VMReplication)) { $used += $replication.CertificateThumbprint }
    foreach ($certificate in @(Get-ChildItem -Path Cert:\LocalMachine\My)) {
        [ordered]@{
            Thumbprint = $certificate.Thumbprint
            Subject = $certificate.Subject
            NotAfter = ConvertTo-IsoDate $certificate.NotAfter
            UsedForReplication = $used -contains $certificate.Thumbprint
            DaysLeft = Get-DaysLeft $certificate.NotAfter
        }
    }
}

# All of it

$inventory = [ordered]@{
    ComputerName = $env:COMPUTERNAME
    CollectedAt = ConvertTo-IsoDate $now
    Host = Get-HostInventory
}
Add-Collected $inventory '' '' VMs {
    $machines = foreach ($machine in @(Get-VM)) { Get-MachineInventory $machine }
    @{ VMs = [object[]] @($machines) }
}
Add-Collected $inventory '' '' Switches {
    $switches = foreach ($vmSwitch in @(Get-VMSwitch)) { Get-SwitchInventory $vmSwitch }
    @{ Switches = [object[]] @($switches) }
}
Add-Collected $inventory '' '' Services {
    $services = foreach ($service in @(Get-Service -Name vmms)) {
        [ordered]@{
            Name = $service.Name
            Status = "$($service.Status)"
            StartType = "$($service.StartType)"
        }
    }
    @{ Services = [object[]] @($services) }
}
Add-Collected $inventory '' '' Certificates {
    @{ Certificates = [object[]] @(Get-CertificateInventory) }
}
Add-Collected $inventory '' '' Volumes {
    [void] (Get-VolumeOfFile $env:SystemRoot)
    @{ Volumes = [object[]] @($volumes.Values) }
}
$inventory['Errors'] = [object[]] @($problems)

$json = ConvertTo-Json -InputObject $inventory -Depth 8
if ($problems.Count -gt 0) {
    Write-Warning "Not everything could be collected. Errors says what, and why: $($problems.Count)."
}
if (-not $Path) { return $json }
$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
# Out-File would write UTF-16 or a byte order mark in Windows PowerShell.
[System.IO.File]::WriteAllText($file, $json, (New-Object System.Text.UTF8Encoding $false))
